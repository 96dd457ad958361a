import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { distFolder } from "./folders.ts";

type Chunk = { file: string; imports?: string[]; dynamicImports?: string[]; css?: string[] };

const home = "src/pages/home/index.tsx";

/** What a browser loads to show the home page for the first time: the entry, the page, and all that they import at once; as Brotli, which browsers take over HTTPS and on localhost. */
export const firstLoad = (): { bytes: number; files: string[] } => {
  const manifest = JSON.parse(readFileSync(join(distFolder, ".vite/manifest.json"), "utf8")) as Record<string, Chunk>;
  const reached = new Set<string>();
  const reach = (name: string) => {
    if (reached.has(name)) return;
    const chunk = manifest[name];
    if (!chunk) throw new Error(`The build's manifest has no ${name}.`);
    reached.add(name);
    for (const next of chunk.imports ?? []) reach(next);
  };
  for (const name of ["index.html", home]) reach(name);
  const files = new Set(
    [...reached].flatMap((name) => [manifest[name]?.file ?? "", ...(manifest[name]?.css ?? [])]).filter(Boolean),
  );
  const bytes = [...files].reduce((sum, file) => sum + statSync(join(distFolder, `${file}.br`)).size, 0);
  return { bytes, files: [...files] };
};
