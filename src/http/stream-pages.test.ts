import assert from "node:assert/strict";
import { test } from "node:test";
import { type ReadPage, readAllPages } from "./all-pages.ts";
import { streamPages, type Watch } from "./stream-pages.ts";

const pages: Record<string, { items: number[]; nextCursor?: string }> = {
  first: { items: [1, 2], nextCursor: "second" },
  second: { items: [3], nextCursor: "third" },
  third: { items: [] },
};

const anExport = (read: ReadPage<number>, watch: Partial<Watch> = {}) =>
  streamPages(
    { pages: readAllPages(read), first: "n\n", write: async (items) => items.map((item) => `${item}\n`).join("") },
    { mayGoOn: async () => true, failed: () => {}, ...watch },
  );

const textOf = (stream: ReadableStream<Uint8Array>) => new Response(stream).text();

test("an export is all pages under one head, and a page is read when the one before was taken", async () => {
  const asked: string[] = [];
  const stream = await anExport(async ({ cursor = "first" }) => {
    asked.push(cursor);
    return pages[cursor] ?? { items: [] };
  });
  assert.deepEqual(asked, ["first"], "not read to its end before anybody takes it");
  assert.equal(await textOf(stream), "n\n1\n2\n3\n");
  assert.deepEqual(asked, ["first", "second", "third"]);
});

test("a page that cannot be read breaks the export off and is told; it does not end as if it were whole", async () => {
  const problems: unknown[] = [];
  const gone = new Error("the database is gone");
  const read: ReadPage<number> = async ({ cursor }) => {
    if (cursor) throw gone;
    return { items: [1], nextCursor: "second" };
  };
  const stream = await anExport(read, { failed: (problem) => problems.push(problem) });
  await assert.rejects(textOf(stream), gone);
  assert.deepEqual(problems, [gone]);
});

test("who may not see even the first page gets an error, and no file", async () => {
  const refused = new Error("refused");
  await assert.rejects(
    anExport(async () => Promise.reject(refused)),
    refused,
  );
});

test("an export ends with an error as soon as its caller may no longer see it", async () => {
  const asked: string[] = [];
  const read: ReadPage<number> = async ({ cursor = "first" }) => {
    asked.push(cursor);
    return pages[cursor] ?? { items: [] };
  };
  const stream = await anExport(read, { mayGoOn: async () => asked.length < 2 });
  await assert.rejects(textOf(stream), /may no longer see this/);
  assert.deepEqual(asked, ["first", "second"]);
});
