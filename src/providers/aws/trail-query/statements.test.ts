import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { readInsight } from "../../../simulator/logs/insight.ts";
import { readSelect } from "../../../simulator/trail-query/select.ts";
import { activityStatement } from "./athena-statement.ts";
import { activityInsight } from "./insights-statement.ts";
import { activityLakeStatement } from "./lake-statement.ts";
import { halvesOf, piecesOf, spanOf } from "./spans.ts";

const name = { database: "default", table: "cloudtrail" };
const storeId = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";
const span = spanOf({ from: new Date("2026-11-20T22:00:00Z"), to: new Date("2026-11-20T23:30:00Z") });
const subjectWith = (userName: string) => ({
  userName,
  personId: "b3942812-1111-7000-8000-000000000001",
  accountId: "444455556666",
  permissionSetName: "Admin",
});

/** Names made to break out of quotes, in every language that is spoken here. */
const anyName = fc.oneof(
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 128 }),
  fc
    .array(fc.constantFrom("'", '"', "\\", "|", "#", "--", "/*", ";", "\n", "`", "?", "%", "_", "${", "OR 1=1", "a"), {
      minLength: 1,
      maxLength: 30,
    })
    .map((parts) => parts.join("")),
);

describe("a user name in a query", () => {
  it("never stands in the text that Athena runs, and is one literal of what is bound", () => {
    fc.assert(
      fc.property(anyName, (userName) => {
        const { text, parameters } = activityStatement({ name, subject: subjectWith(userName), span });
        assert.equal(text, activityStatement({ name, subject: subjectWith("x"), span }).text);
        assert.equal(text.match(/\?/g)?.length, parameters.length);
        assert.deepEqual(readSelect(text, parameters).where.at(-1)?.[1]?.value, `%/${userName}`);
      }),
    );
  });

  it("stays one literal of CloudTrail Lake's text, and what cannot stand there is left out", () => {
    fc.assert(
      fc.property(anyName, (userName) => {
        const { where } = readSelect(activityLakeStatement({ storeId, subject: subjectWith(userName), span }));
        if (/\p{C}/u.test(userName)) assert.equal(where.length, 4);
        else assert.deepEqual(where[4]?.[1], { field: "userIdentity.arn", operator: "like", value: `%/${userName}` });
      }),
    );
  });

  it("stays one string of Logs Insights, and what cannot stand there is left out", () => {
    fc.assert(
      fc.property(anyName, (userName) => {
        const { where } = readInsight(activityInsight(subjectWith(userName)));
        if (/["\\\p{C}]/u.test(userName)) assert.equal(where.length, 2);
        else
          assert.deepEqual(where[2]?.[1], { field: "userIdentity.arn", operator: "contains", value: `/${userName}` });
      }),
    );
  });
});

it("asks by the id alone for somebody who has no name any more", () => {
  const subject = subjectWith("");
  const { parameters } = activityStatement({ name, subject, span });
  assert.equal(parameters.at(-1), "'%/'", "no session has an empty name");
  assert.equal(readSelect(activityLakeStatement({ storeId, subject, span })).where.at(-1)?.[1]?.value, "%/");
  assert.deepEqual(readInsight(activityInsight(subject)).where.at(-1), [
    { field: "userIdentity.onBehalfOf.userId", operator: "=", value: subject.personId },
  ]);
});

it("asks Athena for the folders of the days on which the events can have been delivered", () => {
  const { parameters } = activityStatement({ name, subject: subjectWith("x"), span });
  assert.deepEqual(parameters.slice(0, 6), [
    "'444455556666'",
    "'2026/11/20'",
    "'2026/11/21'",
    "'444455556666'",
    "'2026-11-20T22:00:00Z'",
    "'2026-11-20T23:29:59Z'",
  ]);
});

it("cuts a span into pieces without gap or overlap, and halves until one second is left", () => {
  fc.assert(
    fc.property(fc.nat(100_000), fc.nat(5_000), fc.integer({ min: 1, max: 700 }), (first, length, seconds) => {
      const pieces = piecesOf({ first, last: first + length }, seconds);
      const halves = pieces.flatMap((piece) => halvesOf(piece) ?? [piece]);
      for (const parts of [pieces, halves]) {
        assert.equal(parts[0]?.first, first);
        assert.equal(parts.at(-1)?.last, first + length);
        for (const [index, part] of parts.entries()) {
          assert.ok(part.first <= part.last && part.last - part.first < seconds);
          if (index > 0) assert.equal(part.first, (parts[index - 1]?.last ?? 0) + 1);
        }
      }
    }),
  );
  assert.equal(halvesOf({ first: 7, last: 7 }), undefined);
  assert.deepEqual(piecesOf({ first: 7, last: 6 }, 10), []);
});
