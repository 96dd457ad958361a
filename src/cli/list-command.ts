import type { Operation } from "../contract/operation.ts";
import { type Call, type Command, command, type Options } from "./command.ts";
import { readPages } from "./pages.ts";
import { usageProblem } from "./problem.ts";
import type { Column } from "./table.ts";

type Query = Record<string, string | undefined>;

const usual = 50;

const limitOption = {
  limit: { type: "string", value: "<n>", words: `how many at most; usually ${usual}, with --json all` },
} as const satisfies Options;

const csvOption = {
  csv: { type: "boolean", words: "the whole list as CSV, safe to open in a spreadsheet" },
} as const satisfies Options;

const readLimit = (text: string | undefined, otherwise: number): number => {
  if (text === undefined) return otherwise;
  if (!/^[1-9]\d{0,6}$/.test(text)) throw usageProblem(`--limit is not a whole number from 1: “${text}”.`);
  return Number(text);
};

/** What a list is made of; rows are shown as a table, as JSON lines, or as the CSV that Stint makes. */
export type ListFacts<Item, Row, O extends Options> = {
  name: string;
  aliases?: readonly string[];
  summary: string;
  takes?: string;
  details?: string;
  examples: readonly string[];
  options: O;
  operation: Operation;
  csv?: Operation;
  query(call: Call<O>): Query | Promise<Query>;
  params?(call: Call<O>): object;
  /** The lines that an item takes; absent: itself. */
  rows?(item: Item): Row[];
  columns: readonly Column<Row>[];
  /** What is said when there is nothing. */
  none: string;
};

type Added = typeof limitOption & Partial<typeof csvOption>;

export const listCommand = <Item, Row, const O extends Options>(facts: ListFacts<Item, Row, O>): Command<O & Added> => {
  const { operation, csv, rows: rowsOf, columns, none, query, params, options, ...described } = facts;

  const show = async (call: Call<O>, limit: string | undefined) => {
    const { screen, json } = call;
    const most = readLimit(limit, json ? Number.POSITIVE_INFINITY : usual);
    const asked = { query: await query(call), ...(params ? { params: params(call) } : {}) };
    const pages = readPages<Item>(call.client(), { operation, most, ...asked });
    const rows: Row[] = [];
    for (;;) {
      const next = await pages.next();
      if (next.done) {
        if (json) return;
        if (rows.length === 0) screen.note(none);
        else screen.table(columns, rows);
        if (next.value.more) screen.note(`There is more: --limit shows as many as you like, --json all.`);
        return;
      }
      if (json) screen.json(JSON.stringify(next.value));
      else rows.push(...(rowsOf?.(next.value) ?? [next.value as unknown as Row]));
    }
  };

  return command({
    ...described,
    options: { ...options, ...limitOption, ...(csv ? csvOption : {}) } as O & Added,
    run: async (call) => {
      const { limit, csv: asCsv } = call.values as { limit?: string; csv?: boolean };
      const own = call as unknown as Call<O>;
      if (csv && asCsv) {
        if (call.json || limit !== undefined)
          throw usageProblem("--csv is the whole list; leave out --json and --limit.");
        const asked = { query: await query(own), ...(params ? { params: params(own) } : {}) };
        for await (const piece of call.client().download(csv, asked as object)) call.screen.file(piece);
      } else await show(own, limit);
      return undefined;
    },
  });
};
