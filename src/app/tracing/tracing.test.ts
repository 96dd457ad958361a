import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { freePort } from "../../../test/free-port.ts";
import { startOtlpReceiver } from "../../../test/otlp-receiver.ts";
import { signInOverHttp } from "../../../test/person-over-http.ts";
import { onPostgres } from "../../../test/with-database.ts";
import { readDemoConfig } from "../config.ts";
import { startDemo } from "../demo.ts";
import { isTracingOn } from "./tracing-config.ts";

test("it is off unless somebody says where traces go", () => {
  const on = (environment: Record<string, string>) => isTracingOn(readDemoConfig(environment));
  const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:4318" };
  assert.equal(on({}), false);
  assert.equal(on(endpoint), true);
  assert.equal(on({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "http://127.0.0.1:4318/v1/traces" }), true);
  assert.equal(on({ ...endpoint, OTEL_SDK_DISABLED: "true" }), false);
  assert.equal(on({ ...endpoint, OTEL_TRACES_EXPORTER: "none" }), false);
  assert.throws(() => on({ ...endpoint, OTEL_EXPORTER_OTLP_PROTOCOL: "grpc" }), /not over gRPC/);
});

test("one trace leads from the request over its approval to the call that gives the access, and holds no words of people", {
  skip: onPostgres ? "the demo brings its own database" : false,
  timeout: 240_000,
}, async () => {
  const receiver = await startOtlpReceiver();
  const dataDir = mkdtempSync(join(tmpdir(), "stint-trace-"));
  const [port, simulatorPort] = [await freePort(), await freePort()];
  const demo = await startDemo(
    readDemoConfig({
      STINT_PORT: String(port),
      STINT_SIMULATOR_PORT: String(simulatorPort),
      STINT_DATA_DIR: dataDir,
      STINT_LOG_LEVEL: "fatal",
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    }),
  );
  try {
    const amira = await signInOverHttp(demo, "amira.haddad");
    const mateo = await signInOverHttp(demo, "mateo.garcia");
    const [offer] = (await amira.call("GET", "/eligibility?search=payments-prod")).body.items;
    const form = {
      accountIds: [offer.id],
      permissionSetArn: offer.permissionSets[0].arn,
      durationMinutes: 60,
      justification: "Words that nobody should read in a trace",
    };
    const sent = await amira.call("POST", "/requests", form);
    assert.equal(sent.status, 201, JSON.stringify(sent.body));
    assert.equal((await mateo.call("POST", `/requests/${sent.body.id}/approve`, {})).status, 200);
    // Until AWS confirmed it: by then its answers are in.
    for (let state = ""; state !== "active"; await setTimeout(100))
      state = (await amira.call("GET", `/requests/${sent.body.id}`)).body.grants[0].state;
  } finally {
    await demo.stop();
    await receiver.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }

  const { spans } = receiver;
  const named = (name: string) => {
    const found = spans.find((span) => span.name === name);
    assert.ok(found, `no span ${name} among ${[...new Set(spans.map((span) => span.name))].join(", ")}`);
    return found;
  };
  const root = named("POST /api/v1/requests");
  const [send, approve] = [named("send request"), named("approve request")];
  const [approval, create] = [named("POST /api/v1/requests/:id/approve"), named("sso-admin.CreateAccountAssignment")];
  const work = spans.find((span) => span.spanId === create.parentSpanId);

  assert.equal(root.parentSpanId ?? "", "");
  assert.equal(root.kind, 2, "the span of a server");
  assert.equal(send.parentSpanId, root.spanId);
  assert.equal(approve.parentSpanId, send.spanId, "the approval goes on with the trace of the request");
  assert.equal(work?.name, "reconcile assignment");
  assert.equal(work.parentSpanId, approve.spanId);
  for (const span of [send, approve, work, create]) assert.equal(span.traceId, root.traceId, span.name);

  assert.notEqual(approval.traceId, root.traceId);
  assert.deepEqual(
    approve.links?.map(({ spanId }) => spanId),
    [approval.spanId],
    "and is linked with the call by which it was given",
  );
  assert.equal(
    spans.filter((span) => span.name.startsWith("sso-admin.") && !span.parentSpanId).length,
    0,
    "calls that nobody's work is behind are not traced",
  );
  assert.doesNotMatch(JSON.stringify(spans), /Words that nobody|amira|haddad|mateo/i);
});
