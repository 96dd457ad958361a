import type { ObjectStore } from "../objects/object-store.ts";
import { meetsAll, valueAt } from "../trail-query/condition.ts";
import { deliveredRecords } from "../trail-query/delivered-records.ts";
import type { Outcome } from "../trail-query/late-queries.ts";
import { readSelect, type Select, StatementProblem } from "../trail-query/select.ts";
import { type ExternalTable, foldersOf, readExternalTable } from "./external-table.ts";

/** A row of cells in the order of the columns; null as null. The first row holds the names of the columns. */
export type Cells = (string | null)[];

export type Catalog = { tables: Map<string, ExternalTable> };

type Running = {
  statement: string;
  parameters: readonly string[];
  database: string;
  now: Date;
  objects: ObjectStore;
  catalog: Catalog;
};

const resourcesAsJson =
  "json_format ( CAST ( transform ( resources , r - > map ( ARRAY [ 'ARN' , 'accountId' , 'type' ] , ARRAY [ r.arn , r.accountid , r.type ] ) ) AS JSON ) )".replace(
    "- >",
    "->",
  );

const textOf = (value: unknown): string | null => {
  if (value === undefined || value === null) return null;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
};

const resourcesOf = (record: unknown): string | null => {
  const resources = valueAt(record, "resources");
  if (!Array.isArray(resources)) return null;
  const members = ["ARN", "accountId", "type"] as const;
  return JSON.stringify(
    resources.map((one) => Object.fromEntries(members.map((member) => [member, valueAt(one, member) ?? null]))),
  );
};

const cellOf = (record: unknown, expression: string) =>
  expression === resourcesAsJson ? resourcesOf(record) : textOf(valueAt(record, expression));

const newest = /^max \( (\w+) \)$/;

const answerOf = (select: Select, records: readonly unknown[]): Cells[] => {
  const [only] = select.columns;
  const [, field] = newest.exec(only?.expression ?? "") ?? [];
  if (select.columns.length === 1 && field !== undefined)
    return [
      [
        records
          .map((record) => textOf(valueAt(record, field)) ?? "")
          .sort()
          .at(-1) ?? null,
      ],
    ];
  return records.map((record) => select.columns.map(({ expression }) => cellOf(record, expression)));
};

const assertColumns = (select: Select, table: ExternalTable): void => {
  const known = new Set([...table.columns, ...table.partitions]);
  const asked = [
    ...select.columns.map(({ expression }) => expression),
    ...select.where.flat().map(({ field }) => field),
  ];
  for (const expression of asked) {
    const name =
      expression === resourcesAsJson ? "resources" : (newest.exec(expression)?.[1] ?? expression).toLowerCase();
    if (!known.has(name))
      throw new Error(
        `COLUMN_NOT_FOUND: line 1:8: Column '${name}' cannot be resolved or requester is not authorized to access requested resources`,
      );
  }
};

const runSelect = async (running: Running): Promise<Cells[]> => {
  const select = readSelect(running.statement, running.parameters);
  const name = (select.table.includes(".") ? select.table : `${running.database}.${select.table}`).toLowerCase();
  const table = running.catalog.tables.get(name);
  if (!table) throw new Error(`TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.${name}' does not exist`);
  assertColumns(select, table);
  const found: unknown[] = [];
  for (const { url, values } of foldersOf(table, select.where, running.now)) {
    const [, bucket = "", prefix = ""] = /^s3:\/\/([^/]+)\/(.*)$/.exec(url) ?? [];
    for await (const { record } of deliveredRecords(running.objects, { bucket, prefix, now: running.now })) {
      const row = { ...record, ...values };
      if (meetsAll(row, select.where)) found.push(row);
    }
  }
  return [select.columns.map((column) => column.name), ...answerOf(select, found)];
};

/** What comes of the statement, which is a table made, a selection from it, or the refusal of anything else. */
export const runStatement = async (running: Running): Promise<Outcome<Cells>> => {
  try {
    const table = readExternalTable(running.statement, running.database);
    if (!table) return { rows: await runSelect(running) };
    if (!running.catalog.tables.has(table.name)) running.catalog.tables.set(table.name, table);
    return { rows: [] };
  } catch (problem) {
    if (problem instanceof StatementProblem) return { failure: `SYNTAX_ERROR: line 1:1: ${problem.message}` };
    return { failure: problem instanceof Error ? problem.message : String(problem) };
  }
};
