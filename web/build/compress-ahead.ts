import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { distFolder } from "./folders.ts";

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };

/** Lays a `.br` and a `.gz` beside each text file, so that serving compresses nothing. */
export const compressAhead = async (): Promise<void> => {
  const names = globSync("assets/*.{js,css,svg}", { cwd: distFolder });
  await Promise.all(
    names.map(async (name) => {
      const file = join(distFolder, name);
      const bytes = readFileSync(file);
      const [br, gz] = await Promise.all([brotli(bytes, quality), zip(bytes, { level: 9 })]);
      writeFileSync(`${file}.br`, br);
      writeFileSync(`${file}.gz`, gz);
    }),
  );
};
