import type { ColumnType } from "kysely";

/** A jsonb document: written as JSON text, read as the value. */
export type Json<T> = ColumnType<T, string, string>;
/** The same, an empty list unless something is written. */
export type JsonList<T> = ColumnType<T[], string | undefined, string>;
