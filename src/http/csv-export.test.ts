import assert from "node:assert/strict";
import { test } from "node:test";
import { Hono } from "hono";
import { csvExport } from "./csv-export.ts";

const pages: Record<string, { items: number[]; nextCursor?: string }> = {
  first: { items: [1, 2], nextCursor: "second" },
  second: { items: [3], nextCursor: "third" },
  third: { items: [] },
};

const anApp = (read: (cursor: string | undefined) => { items: number[]; nextCursor?: string }) =>
  new Hono().get("/", (c) =>
    csvExport(c, { fileName: "n.csv", columns: ["n"], cells: (n: number) => [n] }, async ({ cursor }) => read(cursor)),
  );

test("an export is all pages under one head, and a page is read when the one before was taken", async () => {
  const asked: string[] = [];
  const app = anApp((cursor = "first") => {
    asked.push(cursor);
    return pages[cursor] ?? { items: [] };
  });
  const reader = (await app.request("/")).body?.getReader();
  assert.deepEqual(asked.slice(0, 1), ["first"]);
  assert.ok(asked.length <= 2, "not read to its end before anybody takes it");
  let text = "";
  for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read())
    text += new TextDecoder().decode(chunk.value);
  assert.equal(text, "n\r\n1\r\n2\r\n3\r\n");
  assert.deepEqual(asked, ["first", "second", "third"]);
});

test("a page that cannot be read breaks the export off; it does not end as if it were whole", async () => {
  const app = anApp((cursor) => {
    if (cursor) throw new Error("the database is gone");
    return { items: [1], nextCursor: "second" };
  });
  await assert.rejects((await app.request("/")).text());
});
