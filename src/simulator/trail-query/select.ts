import type { Comparison, Condition } from "./condition.ts";

/** The one shape of SELECT that is known: some columns, one table, comparisons joined by AND, and by OR inside parentheses. */
export type Select = { columns: { expression: string; name: string }[]; table: string; where: Condition };

/** The statement is none that the simulator knows, said as a parser says it. */
export class StatementProblem extends Error {
  constructor(near: string) {
    super(
      `mismatched input '${near}'. The simulator knows SELECT … FROM … WHERE with comparisons, AND, and OR in parentheses.`,
    );
    this.name = "StatementProblem";
  }
}

const token =
  /\s*('(?:[^']|'')*'|"[^"]*"|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|->|<=|>=|[A-Za-z_][\w.]*|\d+|\S)/gy;

/** Text in quotes keeps them, so that it is never taken for a word. */
const tokensOf = (text: string): string[] => [...text.matchAll(token)].map(([, one = ""]) => one);

const unquoted = (literal: string): string => literal.slice(1, -1).replaceAll("''", "'");

const operators: Record<string, Comparison["operator"]> = {
  "=": "=",
  "<": "<",
  "<=": "<=",
  ">": ">",
  ">=": ">=",
  LIKE: "like",
};

/** Reads tokens one by one. `parameters` stand for the question marks, in their order, as expressions: a string in its quotes. */
class Reader {
  private readonly tokens: string[];
  private readonly parameters: string[];
  constructor(text: string, parameters: readonly string[]) {
    this.tokens = tokensOf(text.trim().replace(/;$/, ""));
    this.parameters = [...parameters];
  }
  get isDone() {
    return this.tokens.length === 0;
  }
  peek() {
    return this.tokens[0]?.toUpperCase() ?? "<EOF>";
  }
  take(): string {
    return this.tokens.shift() ?? this.refuse();
  }
  refuse(): never {
    throw new StatementProblem(this.tokens[0] ?? "<EOF>");
  }
  expect(word: string): void {
    if (this.peek() !== word) this.refuse();
    this.take();
  }
  skip(word: string): boolean {
    if (this.peek() !== word) return false;
    this.take();
    return true;
  }
  value(): string {
    const given = this.take();
    const literal = given === "?" ? (this.parameters.shift() ?? this.refuse()) : given;
    if (!/^'(?:[^']|'')*'$/s.test(literal)) throw new StatementProblem(literal);
    return unquoted(literal);
  }
  get parametersLeft() {
    return this.parameters.length;
  }
}

const columnsOf = (reader: Reader): Select["columns"] => {
  const columns: Select["columns"] = [];
  do {
    const parts: string[] = [];
    for (let depth = 0; depth > 0 || ![",", "FROM", "AS"].includes(reader.peek()); ) {
      const part = reader.take();
      if ("([".includes(part)) depth += 1;
      if (")]".includes(part)) depth -= 1;
      parts.push(part);
    }
    const expression = parts.join(" ");
    columns.push({
      expression,
      name: reader.skip("AS") ? reader.take() : (expression.split(".").at(-1) ?? expression),
    });
  } while (reader.skip(","));
  return columns;
};

const comparisonOf = (reader: Reader): Comparison => {
  const field = reader.take();
  if (!/^[A-Za-z_][\w.]*$/.test(field)) throw new StatementProblem(field);
  const operator = operators[reader.peek()] ?? reader.refuse();
  reader.take();
  return { field, operator, value: reader.value() };
};

const anyOf = (reader: Reader): Comparison[] => {
  if (!reader.skip("(")) return [comparisonOf(reader)];
  const any = [comparisonOf(reader)];
  while (reader.skip("OR")) any.push(comparisonOf(reader));
  reader.expect(")");
  return any;
};

/** The statement taken apart, or a StatementProblem for what is not understood to the last word. */
export const readSelect = (text: string, parameters: readonly string[] = []): Select => {
  const reader = new Reader(text, parameters);
  reader.expect("SELECT");
  const columns = columnsOf(reader);
  reader.expect("FROM");
  let table = reader.take();
  while (reader.skip(".")) table += `.${reader.take()}`;
  reader.expect("WHERE");
  const where = [anyOf(reader)];
  while (reader.skip("AND")) where.push(anyOf(reader));
  if (!reader.isDone) reader.refuse();
  if (reader.parametersLeft > 0) throw new StatementProblem("too many parameters");
  return { columns, table: table.replaceAll('"', ""), where };
};
