import type { ObjectStore } from "../objects/object-store.ts";
import type { LateQueries } from "../trail-query/late-queries.ts";
import type { Catalog, Cells } from "./run-statement.ts";

/** What Athena's operations share. */
export type AthenaParts = { objects: ObjectStore; queries: LateQueries<Cells>; catalog: Catalog };
