import type { ObjectStore } from "../objects/object-store.ts";
import type { LateQueries } from "../trail-query/late-queries.ts";
import type { LogRow } from "./insight.ts";

/** What the operations of CloudWatch Logs share. */
export type LogsParts = { objects: ObjectStore; queries: LateQueries<LogRow> };
