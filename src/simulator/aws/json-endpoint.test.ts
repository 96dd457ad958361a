import assert from "node:assert/strict";
import { test } from "node:test";
import { ListApplicationsCommand } from "@aws-sdk/client-sso-admin";
import { startForTest } from "../test-clients.ts";

test("an operation it does not know is refused by name, and said on standard error", async (t) => {
  const aws = await startForTest();
  t.after(() => aws.stop());
  const write = t.mock.method(process.stderr, "write", () => true);
  const InstanceArn = aws.simulator.world.ids.instanceArn;
  const asked = aws.ssoAdmin.send(new ListApplicationsCommand({ InstanceArn }));
  await assert.rejects(asked, { name: "UnknownOperationException", message: /SWBExternalService\.ListApplications/ });
  assert.match(String(write.mock.calls[0]?.arguments[0]), /ListApplications/);
});

test("errors carry their name, an HTTP code and a request id on the wire", async (t) => {
  const aws = await startForTest();
  t.after(() => aws.stop());
  const answer = await fetch(aws.simulator.url, {
    method: "POST",
    headers: {
      "x-amz-target": "SWBExternalService.DescribeInstance",
      authorization: "AWS4-HMAC-SHA256 Credential=test/20261120/eu-central-1/sso/aws4_request, Signature=0",
    },
    body: "{}",
  });
  assert.equal(answer.status, 400);
  assert.match(answer.headers.get("x-amzn-requestid") ?? "", /^[0-9a-f-]{36}$/);
  assert.equal(answer.headers.get("content-type"), "application/x-amz-json-1.1");
  const body = (await answer.json()) as { __type: string; message: string };
  assert.equal(body.__type, "ValidationException");
  assert.match(body.message, /1 validation error detected: Value null at 'instanceArn'/);
});

test("a body that is not a JSON object is refused", async (t) => {
  const aws = await startForTest();
  t.after(() => aws.stop());
  for (const body of ["{", "[]", "7"]) {
    const headers = { "x-amz-target": "SWBExternalService.ListInstances", authorization: "Credential=test/" };
    const answer = await fetch(aws.simulator.url, { method: "POST", headers, body });
    assert.equal(((await answer.json()) as { __type: string }).__type, "SerializationException");
  }
});
