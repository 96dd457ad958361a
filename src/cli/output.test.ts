import assert from "node:assert/strict";
import { test } from "node:test";
import { chapters, everyCommand } from "./every-command.ts";
import { commandHelp, wholeHelp } from "./help.ts";
import { oneLine, plainJson, severalLines } from "./plain.ts";
import { findCommand } from "./read-line.ts";
import { table } from "./table.ts";
import { localTime } from "./times.ts";
import { widthOf } from "./width.ts";

const unpainted = { head: (text: string) => text, cell: (text: string) => text };
const hostile = "\u001b[2J\u001b]0;owned\u0007ok\u009b31m\r\nfake: approved\u202etxt\u0000";
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there
const obeyed = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

test("nothing that somebody typed reaches the terminal but as plain text", () => {
  assert.doesNotMatch(oneLine(hostile), obeyed);
  assert.doesNotMatch(oneLine(hostile), /\n/);
  assert.doesNotMatch(severalLines(hostile), obeyed);
  const rows = [{ name: hostile }];
  const drawn = table(
    { columns: [{ title: "NAME", cell: (row: { name: string }) => row.name }], rows, width: 80 },
    unpainted,
  );
  assert.doesNotMatch(drawn, obeyed);
  assert.equal(drawn.split("\n").length, 3, "a line break makes no line of its own");
  const json = JSON.stringify({ reason: hostile });
  assert.doesNotMatch(plainJson(json), obeyed);
  assert.deepEqual(JSON.parse(plainJson(json)), { reason: hostile }, "and it means the same");
});

test("tables fit the terminal: ids whole, the rest cut or put below; without a terminal all is whole on one line", () => {
  const id = "01a1ff34-a924-781a-b7b8-bf1f37703944";
  const columns = [
    { title: "ID", cell: () => id },
    { title: "STATE", cell: () => "pending" },
    { title: "WHO", cell: () => "日本語の名前がとても長い人", least: 10 },
    { title: "WHY", cell: () => "because ".repeat(40), least: 20 },
  ];
  for (const width of [36, 60, 80, 120]) {
    const lines = table({ columns, rows: [1, 2], width }, unpainted)
      .trimEnd()
      .split("\n");
    for (const line of lines) assert.ok(widthOf(line) <= width, `${width}: ${line}`);
    assert.equal(lines.filter((line) => line.includes(id)).length, 2);
    assert.equal(lines.filter((line) => line.includes("becau")).length, 2);
  }
  const whole = table({ columns, rows: [1], width: undefined }, unpainted).split("\n");
  assert.equal(whole.length, 3);
  assert.ok(whole[1]?.includes("because ".repeat(40).trim()));
});

test("times are those of the clock on the wall, with its offset", () => {
  const before = process.env.TZ;
  process.env.TZ = "Asia/Kolkata";
  assert.equal(localTime("2026-11-21T20:00:00Z"), "2026-11-22 01:30+05:30");
  process.env.TZ = "America/St_Johns";
  assert.equal(localTime("2026-07-01T00:10:00Z"), "2026-06-30 21:40-02:30");
  process.env.TZ = before ?? "UTC";
});

test("help tells every command, fits 80 columns, and its examples are commands there are", () => {
  const whole = wholeHelp(chapters, ["serve"], 80);
  const pages = everyCommand.map((one) => commandHelp(one, 80));
  for (const { name } of everyCommand) assert.ok(whole.includes(`  ${name}`), name);
  for (const line of [whole, ...pages].join("\n").split("\n"))
    assert.ok(widthOf(line) <= 80 || line.includes("stint "), line);
  for (const { examples, name } of everyCommand)
    for (const example of examples) {
      const words = example.slice(example.indexOf("stint ")).replaceAll(/[")|]/g, " ").split(" ").slice(1);
      assert.equal(findCommand(everyCommand, words)?.command.name, name, example);
    }
  assert.equal(
    new Set(everyCommand.flatMap(({ name, aliases = [] }) => [name, ...aliases])).size,
    everyCommand.flatMap(({ aliases = [] }) => [1, ...aliases]).length,
  );
});
