import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { type Caller, openSignedInWorld, type SignedInWorld } from "../../test/signed-in.ts";

let world: SignedInWorld;
// biome-ignore lint/suspicious/noExplicitAny: the document is walked as what it is, JSON
let document: any;
const ids: string[] = [];
before(async () => {
  world = await openSignedInWorld();
  document = (await world.as.anonymous("GET", "/api/openapi.json")).json;
  const asked = await world.as.requester("POST", "requests", {
    accountIds: [world.accounts.first.id],
    permissionSetArn: world.role.arn,
    durationMinutes: 60,
    justification: "deploy",
  });
  const things = [...Object.values(world.people), ...Object.values(world.accounts), ...Object.values(world.groups)];
  ids.push(...things.map(({ id }) => id), world.unit.id, world.role.arn);
  ids.push(asked.json.id, world.policy.id, world.approvalPolicy.id, "00000000-0000-4000-8000-000000000000");
});
after(() => world.close());

type Described = { method: string; path: string; operation: typeof document };

const described = (): Described[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods as object).map(([method, operation]) => ({ method, path, operation })),
  );

const resolve = (schema: typeof document): typeof document =>
  schema?.$ref ? document.components.schemas[String(schema.$ref).replace("#/components/schemas/", "")] : schema;

/** Input of the declared shape, near it, and far from it. */
const inputOf = (given: typeof document, depth = 0): fc.Arbitrary<unknown> => {
  const schema = resolve(given) ?? {};
  const strange = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.string({ unit: "binary" }),
    fc.constantFrom(...ids, "", "\u0000", -1, 2 ** 53),
  );
  const fitting = (): fc.Arbitrary<unknown> => {
    if (schema.enum) return fc.constantFrom(...schema.enum);
    const either = schema.anyOf ?? schema.oneOf;
    if (either) return fc.oneof(...either.map((one: unknown) => inputOf(one, depth + 1)));
    const type = [schema.type].flat()[0];
    if (type === "object")
      return fc.record(
        Object.fromEntries(
          Object.entries(schema.properties ?? {}).map(([name, inner]) => [name, inputOf(inner, depth + 1)]),
        ),
        { requiredKeys: schema.required ?? [] },
      );
    if (type === "array") return fc.array(inputOf(schema.items, depth + 1), { maxLength: 3 });
    if (type === "boolean") return fc.boolean();
    if (type === "integer") return fc.oneof(fc.integer(), fc.integer({ min: 1, max: 200 }));
    if (schema.format === "date-time") return fc.date({ noInvalidDate: true }).map((at) => at.toISOString());
    const shaped = schema.pattern ? ids.filter((id) => new RegExp(schema.pattern).test(id)) : ["plain words", ...ids];
    return shaped.length > 0 ? fc.constantFrom(...shaped) : fc.string();
  };
  return fc.oneof({ arbitrary: fitting(), weight: 30 }, { arbitrary: strange, weight: 1 });
};

const textOf = (value: unknown) =>
  encodeURIComponent((typeof value === "string" ? value : JSON.stringify(value ?? "")).toWellFormed());

test("no operation answers 5xx to whatever is sent, as admin, as approver and as stranger", async () => {
  const callers: Caller[] = [
    world.as.admin,
    world.as.auditor,
    world.as.approver,
    world.as.requester,
    world.as.stranger,
  ];
  for (const { method, path, operation } of described()) {
    if (path.endsWith("/events")) continue;
    const parameters: { name: string; in: string; schema: unknown }[] = operation.parameters ?? [];
    const body = operation.requestBody?.content["application/json"].schema;
    const input = fc.record({
      who: fc.nat(callers.length - 1),
      given: fc.record(Object.fromEntries(parameters.map(({ name, schema }) => [name, inputOf(schema)]))),
      left: fc.subarray(parameters.map(({ name }) => name)),
      body: body ? inputOf(body) : fc.constant(undefined),
    });
    await fc.assert(
      fc.asyncProperty(input, async ({ who, given, left, body: sent }) => {
        const named = (place: string) => parameters.filter((one) => one.in === place);
        const filled = named("path").reduce(
          (text, { name }) => text.replace(`{${name}}`, textOf(given[name]) || "x"),
          path,
        );
        const query = named("query")
          .filter(({ name }) => left.includes(name))
          .map(({ name }) => `${name}=${textOf(given[name])}`);
        const answer = await callers[who]?.(method.toUpperCase(), `${filled}?${query.join("&")}`, sent);
        assert.ok(
          answer && answer.status < 500,
          `${method} ${filled}?${query.join("&")} ${JSON.stringify(sent)}: ${JSON.stringify(answer?.json)}`,
        );
        if (answer.status >= 400) assert.ok(answer.json.error.code && answer.json.error.requestId);
      }),
      { numRuns: 25 },
    );
  }
});
