import type { ObjectStore } from "../objects/object-store.ts";
import type { LateQueries } from "../trail-query/late-queries.ts";
import type { LakeRow } from "./run-statement.ts";

/** What the operations of CloudTrail Lake share. */
export type LakeParts = { objects: ObjectStore; queries: LateQueries<LakeRow> };
