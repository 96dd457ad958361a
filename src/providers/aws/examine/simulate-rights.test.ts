import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { createAwsExaminer } from "./examiner.ts";
import type { Simulated } from "./simulate-rights.ts";

const role = "arn:aws:iam::111122223333:role/teams/identity/stint-work";

const giving: readonly Simulated[] = [
  { actions: ["sso:CreateAccountAssignment"], resources: ["arn:aws:sso:::instance/i", "arn:aws:sso:::account/*"] },
];

const resultOf = (action: string, decision: string, resource: string) =>
  `<member><EvalActionName>${action}</EvalActionName><EvalDecision>${decision}</EvalDecision><EvalResourceName>${resource}</EvalResourceName></member>`;

const refusal = (code: string) =>
  `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`;

/** IAM's answers to the two questions, in its own XML; `deny` is refused by the simulated policies. */
const startIam = async (facts: { deny?: RegExp; forbidden?: boolean; throttled?: string }) => {
  const asked: URLSearchParams[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const form = new URLSearchParams(body);
    asked.push(form);
    if (facts.forbidden) {
      response.writeHead(403, { "content-type": "text/xml" });
      response.end(refusal("AccessDenied"));
      return;
    }
    if (facts.throttled && form.get("ActionNames.member.1") === facts.throttled) {
      response.writeHead(400, { "content-type": "text/xml" });
      response.end(refusal("Throttling"));
      return;
    }
    response.writeHead(200, { "content-type": "text/xml" });
    if (form.get("Action") === "GetRole") {
      response.end(`<GetRoleResponse><GetRoleResult><Role><Arn>${role}</Arn></Role></GetRoleResult></GetRoleResponse>`);
      return;
    }
    const resources = [...form].filter(([name]) => name.startsWith("ResourceArns.")).map(([, value]) => value);
    const actions = [...form].filter(([name]) => name.startsWith("ActionNames.")).map(([, value]) => value);
    const decide = (one: string) => (facts.deny?.test(one) ? "implicitDeny" : "allowed");
    const results = actions.flatMap((action) => resources.map((one) => resultOf(action, decide(one), one))).join("");
    response.end(
      `<SimulatePrincipalPolicyResponse><SimulatePrincipalPolicyResult><IsTruncated>false</IsTruncated><EvaluationResults>${results}</EvaluationResults></SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const examiner = createAwsExaminer({
    options: {
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: "eu-central-1",
      credentials: { accessKeyId: "x", secretAccessKey: "y" },
    },
  });
  return {
    asked,
    simulate: (wanted: readonly Simulated[] = giving) =>
      examiner.simulateRights({
        callerArn: "arn:aws:sts::111122223333:assumed-role/stint-work/i-0123",
        wanted,
        signal: AbortSignal.timeout(5_000),
      }),
    stop: () => {
      examiner.close();
      server.closeAllConnections();
      server.close();
    },
  };
};

test("IAM is asked about the role itself, path and all, and a right counts only if it holds on every resource", async (t) => {
  const iam = await startIam({});
  t.after(() => iam.stop());
  assert.deepEqual(await iam.simulate(), [{ action: "sso:CreateAccountAssignment", allowed: true, words: "" }]);
  assert.equal(iam.asked.at(-1)?.get("PolicySourceArn"), role);
  const refusing = await startIam({ deny: /account/ });
  t.after(() => refusing.stop());
  const [right] = await refusing.simulate();
  assert.equal(right?.allowed, false);
  assert.match(right?.words ?? "", /implicitDeny on arn:aws:sso:::account/);
});

test("a right that is there for some of it is narrowed, and one that is nowhere is missing", async (t) => {
  const narrow = await startIam({ deny: /account/ });
  t.after(() => narrow.stop());
  assert.equal((await narrow.simulate())[0]?.isNarrowed, true);
  const none = await startIam({ deny: /./ });
  t.after(() => none.stop());
  assert.equal((await none.simulate())[0]?.isNarrowed, undefined);
  const [files] = await none.simulate([{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::trail/AWSLogs/*"] }]);
  assert.deepEqual([files?.allowed, files?.isNarrowed], [false, undefined]);
});

test("what a condition asks for is told along", async (t) => {
  const iam = await startIam({});
  t.after(() => iam.stop());
  const context = { "s3:prefix": "AWSLogs/*" };
  await iam.simulate([{ actions: ["s3:ListBucket"], resources: ["arn:aws:s3:::trail"], context }]);
  const form = iam.asked.at(-1);
  assert.equal(form?.get("ContextEntries.member.1.ContextKeyName"), "s3:prefix");
  assert.equal(form?.get("ContextEntries.member.1.ContextKeyValues.member.1"), "AWSLogs/*");
});

test("one question that is not answered loses nothing of the others", async (t) => {
  const iam = await startIam({ throttled: "s3:ListBucket" });
  t.after(() => iam.stop());
  const rights = await iam.simulate([
    { actions: ["s3:ListBucket"], resources: ["arn:aws:s3:::trail"] },
    {
      actions: ["sso:CreateAccountAssignment", "sso:DeleteAccountAssignment"],
      resources: ["arn:aws:sso:::instance/i"],
    },
  ]);
  assert.deepEqual(
    rights.map(({ action, allowed }) => [action, allowed]),
    [
      ["s3:ListBucket", "unknown"],
      ["sso:CreateAccountAssignment", true],
      ["sso:DeleteAccountAssignment", true],
    ],
  );
});

test("where the simulator may not be asked it is asked once, and nothing is concluded", async (t) => {
  const iam = await startIam({ forbidden: true });
  t.after(() => iam.stop());
  const rights = await iam.simulate([...giving, ...giving]);
  assert.deepEqual(
    rights.map(({ allowed }) => allowed),
    ["unknown", "unknown"],
  );
  assert.equal(iam.asked.filter((form) => form.get("Action") === "SimulatePrincipalPolicy").length, 1);
});
