import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { CliProblem } from "./problem.ts";
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

const discard = (file: string): void => {
  try {
    rmSync(file, { force: true });
  } catch {
    // Where it cannot be looked for, it was not written.
  }
};

/** For its owner's eyes only, from its first byte on, and never half written; said in words where it cannot be written. */
export const writeSecretJson = (file: string, value: unknown): void => {
  const next = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    rmSync(next, { force: true });
    writeFileSync(next, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600, flag: "wx" });
    chmodSync(next, 0o600);
    renameSync(next, file);
  } catch (problem) {
    discard(next);
    throw new CliProblem("trouble", `${file} cannot be written (${(problem as NodeJS.ErrnoException).code}).`);
  }
};

export const removeFile = (file: string): void => rmSync(file, { force: true });
