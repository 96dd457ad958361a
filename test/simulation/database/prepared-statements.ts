import { type PGlite, parse, protocol, type Results } from "@electric-sql/pglite";

const { serialize } = protocol;

/**
 * Statements that are planned once and sent in one message: a history runs the same few hundred thousands of times, and planning them anew
 * is what it would spend its time on. Plans are forgotten when the tables are emptied, so each history makes its own.
 */
export const prepareStatements = (pglite: PGlite) => {
  type Answers = Awaited<ReturnType<typeof exec>>;
  const known = new Map<string, { name: string; types: number[]; columns: Answers }>();

  const exec = async (...messages: Uint8Array[]) => {
    const { messages: answers } = await pglite.execProtocol(Buffer.concat(messages), { syncToFs: false });
    return answers;
  };

  const preparedAs = async (sql: string) => {
    const before = known.get(sql);
    if (before) return before;
    const name = `s${known.size + 1}`;
    const answers = await exec(
      serialize.parse({ name, text: sql }),
      serialize.describe({ type: "S", name }),
      serialize.sync(),
    );
    const columns = answers.filter((answer) => answer.name === "rowDescription");
    const statement = { name, types: parse.parseDescribeStatementResults(answers), columns };
    known.set(sql, statement);
    return statement;
  };

  const asText = (value: unknown, type: number | undefined): string | null => {
    if (value === null || value === undefined) return null;
    const serializer = type === undefined ? undefined : pglite.serializers[type];
    return serializer ? serializer(value) : String(value);
  };

  return async (sql: string, parameters: readonly unknown[] = []): Promise<Results<Record<string, unknown>>> => {
    const { name, types, columns } = await preparedAs(sql);
    const answers = await exec(
      serialize.bind({ statement: name, values: parameters.map((value, index) => asText(value, types[index])) }),
      serialize.execute({}),
      serialize.sync(),
    );
    const [results] = parse.parseResults([...columns, ...answers], pglite.parsers);
    if (!results) throw new Error("the database answered nothing");
    return results as Results<Record<string, unknown>>;
  };
};

export type RunStatement = ReturnType<typeof prepareStatements>;
