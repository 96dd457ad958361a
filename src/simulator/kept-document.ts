import type { World } from "./world.ts";

/** What was kept under the name, or `initial` when nothing was. The caller names the type it wrote itself. */
export const readDocument = <Body>(world: World, name: string, initial: Body): Body => {
  const row = world.documents.get(name);
  // Only this part of the simulator writes its documents, so what is read is what was written.
  return row === undefined ? initial : (row.body as Body);
};

/** Keeps the body under the name, over restarts. Bodies are replaced, never changed in place. */
export const keepDocument = (world: World, name: string, body: unknown): void => world.documents.put({ name, body });
