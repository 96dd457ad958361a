import { type Comparison, type Condition, meetsAll } from "../trail-query/condition.ts";
import type { Delivered } from "../trail-query/delivered-records.ts";

/** The one shape of query that is known: the message of each record that every filter lets through. */
export type Insight = { where: Condition };

export type LogRow = { field: string; value: string }[];

/** The query is none that the simulator knows. */
export class InsightProblem extends Error {}

/** At each |, but not inside quotes. A string ends at the next quote like the one it began with: no character escapes another. */
const commandsOf = (text: string): string[] =>
  (text.match(/(?:"[^"]*"|'[^']*'|[^|"'])+/g) ?? []).map((command) => command.trim());

const comparison = /^([A-Za-z@][\w.@]*)\s*(=|like)\s*(?:"([^"]*)"|'([^']*)')/;

const anyOf = (text: string): Comparison[] => {
  const any: Comparison[] = [];
  for (let rest = text; ; ) {
    const match = comparison.exec(rest);
    if (!match) throw new InsightProblem(`unexpected symbol found near: ${rest}`);
    const [all, field = "", operator, double, single] = match;
    any.push({ field, operator: operator === "=" ? "=" : "contains", value: double ?? single ?? "" });
    rest = rest.slice(all.length).trim();
    if (rest === "") return any;
    if (!/^or\s/.test(rest)) throw new InsightProblem(`unexpected symbol found near: ${rest}`);
    rest = rest.slice(2).trim();
  }
};

export const readInsight = (text: string): Insight => {
  const insight: Insight = { where: [] };
  const commands = commandsOf(text);
  if (commands.join("|").replace(/\s/g, "").length !== text.replace(/\s/g, "").length)
    throw new InsightProblem("a string is never closed");
  for (const command of commands) {
    const [, filter] = /^filter\s+(.*)$/s.exec(command) ?? [];
    if (filter !== undefined) insight.where.push(anyOf(filter));
    else if (!/^fields\s+@message$/.test(command)) throw new InsightProblem(`unexpected symbol found near: ${command}`);
  }
  return insight;
};

/** What the query answers to these records. Each row has a pointer to its record, as in AWS. */
export const rowsOf = (insight: Insight, delivered: readonly Delivered[]): LogRow[] =>
  delivered
    .filter(({ record }) => meetsAll(record, insight.where))
    .map(({ record }, index) => [
      { field: "@message", value: JSON.stringify(record) },
      { field: "@ptr", value: Buffer.from(`record ${index}`).toString("base64") },
    ]);
