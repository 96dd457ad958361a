import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import sparticuz from "@sparticuz/chromium";

type Chromium = { executablePath: string; args: string[]; env: Record<string, string> };

const packageFile = fileURLToPath(new URL("../package.json", import.meta.resolve("@sparticuz/chromium")));
const { version } = JSON.parse(readFileSync(packageFile, "utf8")) as { version: string };
const cache = join(import.meta.dirname, "../../node_modules/.cache");

/** Under the first a second page hung; the second takes the Origin off the console's calls, which are then refused. */
const leftOut = ["--single-process", "--no-zygote", "--disable-web-security", "--allow-running-insecure-content"];
const givenByPlaywright = ["--headless", "--disable-features", "--enable-features"];
const args = sparticuz.args.filter(
  (arg) => !leftOut.includes(arg) && !givenByPlaywright.some((name) => arg.startsWith(name)),
);

/** Unpacked once, whole or not at all: test files that start together do not see half a browser. */
const unpacked = (): string => {
  const folder = join(cache, `stint-chromium-${version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const draft = mkdtempSync(join(cache, "unpacking-"));
  const done = spawnSync(process.execPath, [join(import.meta.dirname, "unpack-chromium.ts")], {
    env: { ...process.env, TMPDIR: draft },
    encoding: "utf8",
  });
  if (done.status !== 0) throw new Error(`the browser could not be unpacked:\n${done.stderr}`);
  try {
    renameSync(draft, folder);
  } catch (problem) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw problem;
  }
  return folder;
};

/** A Chromium that needs nothing installed; or the one that `STINT_TEST_BROWSER` names. */
export const findChromium = (): Chromium => {
  const installed = process.env.STINT_TEST_BROWSER;
  if (installed) return { executablePath: installed, args: ["--no-sandbox", "--disable-gpu"], env: {} };
  const folder = unpacked();
  return {
    executablePath: join(folder, "chromium"),
    args,
    env: { LD_LIBRARY_PATH: join(folder, "al2023/lib"), FONTCONFIG_PATH: join(folder, "fonts") },
  };
};
