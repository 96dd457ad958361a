import { existsSync, globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";

const types: Record<string, string> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".png": "image/png",
};

type Served = { body: Uint8Array<ArrayBuffer>; type: string; encoding?: "br" | "gzip" };

/** What the console was built to. Only names that were there at the start are ever read, so no spelling leads out of the folder. */
export const consoleFiles = (folder: string) => {
  const assets = join(folder, "assets");
  const names = new Set(existsSync(assets) ? globSync("*", { cwd: assets }) : []);
  const page = join(folder, "index.html");
  const read = async (file: string) => Uint8Array.from(await readFile(file));
  return {
    isBuilt: existsSync(page),
    readPage: () => readFile(page, "utf8"),
    /** One asset, in the best form that the browser takes. */
    findAsset: async (name: string, accepts: string): Promise<Served | undefined> => {
      const type = types[extname(name)];
      if (!type || !names.has(name)) return undefined;
      const forms = [
        [".br", "br"],
        [".gz", "gzip"],
      ] as const;
      for (const [ending, encoding] of forms) {
        if (!names.has(name + ending) || !new RegExp(`\\b${encoding}\\b`).test(accepts)) continue;
        return { body: await read(join(assets, name + ending)), type, encoding };
      }
      return { body: await read(join(assets, name)), type };
    },
  };
};
