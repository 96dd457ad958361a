import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openSignedInWorld, type SignedInWorld } from "../../test/signed-in.ts";
import { everyOperation } from "../contract/every-operation.ts";
import { scopes } from "../core/scopes.ts";

let world: SignedInWorld;
// biome-ignore lint/suspicious/noExplicitAny: the document is walked as what it is, JSON
let document: any;
before(async () => {
  world = await openSignedInWorld();
  document = (await world.as.anonymous("GET", "/api/openapi.json")).json;
});
after(() => world.close());

type Described = { method: string; path: string; operation: Record<string, never> & typeof document };

const described = (): Described[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods as object).map(([method, operation]) => ({ method, path, operation })),
  );

const resolve = (schema: typeof document): typeof document => {
  if (!schema?.$ref) return schema;
  const name = String(schema.$ref).replace("#/components/schemas/", "");
  assert.ok(document.components.schemas[name], `${schema.$ref} leads nowhere`);
  return document.components.schemas[name];
};

test("the description is OpenAPI 3.1 and describes every operation of the contract, once, with its refusals", () => {
  assert.equal(document.openapi, "3.1.0");
  const found = described();
  const ids = found.map(({ operation }) => operation.operationId);
  assert.deepEqual([...ids].sort(), everyOperation.map(({ id }) => id).sort());
  assert.equal(new Set(ids).size, ids.length);
  for (const { path, method, operation } of found) {
    const name = `${method} ${path}`;
    assert.ok(path.startsWith("/api/v1/"), name);
    assert.ok(operation.summary.endsWith("."), name);
    for (const status of ["400", "401", "403", "429", "500", "503"])
      assert.equal(
        operation.responses[status].content["application/json"].schema.$ref,
        "#/components/schemas/Error",
        name,
      );
    const token = operation.security.find((one: object) => "token" in one).token;
    assert.ok(
      token.every((scope: never) => (scopes as readonly string[]).includes(scope)),
      name,
    );
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
    const parameters = (operation.parameters ?? []).filter((one: { in: string }) => one.in === "path");
    assert.deepEqual(
      parameters.map((one: { name: string }) => one.name),
      inPath,
      name,
    );
  }
});

test("every reference leads somewhere, every pattern is one, and every listed object has abilities", () => {
  const walk = (value: unknown): void => {
    if (value === null || typeof value !== "object") return;
    const schema = value as { $ref?: string; pattern?: unknown };
    if (schema.$ref) resolve(schema);
    if (typeof schema.pattern === "string") assert.doesNotMatch(schema.pattern, /\/[a-z]*$/, schema.pattern);
    for (const inner of Object.values(value)) walk(inner);
  };
  walk(document);
  for (const { path, method, operation } of described()) {
    const content = operation.responses["200"]?.content?.["application/json"]?.schema;
    const schema = resolve(content);
    if (!schema?.properties?.items) continue;
    const item = resolve(schema.properties.items.items);
    if (path.endsWith("/activity")) continue;
    assert.ok(item.properties.abilities, `${method} ${path}`);
  }
});
