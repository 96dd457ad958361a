import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Surroundings } from "./surroundings.ts";

const folder = ({ env, home }: Pick<Surroundings, "env" | "home">) =>
  join(env.XDG_CONFIG_HOME || join(home, ".config"), "stint");

export const configFile = (s: Pick<Surroundings, "env" | "home">): string => join(folder(s), "config.json");
export const tokenFile = (s: Pick<Surroundings, "env" | "home">): string => join(folder(s), "token.json");

/** What the file holds, if it is there and is JSON. */
export const readJson = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
};

/** For its owner's eyes only, from its first byte on, and never half written. */
export const writeSecretJson = (file: string, value: unknown): void => {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const next = `${file}.${process.pid}`;
  rmSync(next, { force: true });
  writeFileSync(next, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600, flag: "wx" });
  chmodSync(next, 0o600);
  renameSync(next, file);
};

export const removeFile = (file: string): void => rmSync(file, { force: true });
