import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { createAwsExaminer } from "./examiner.ts";

const role = "arn:aws:iam::111122223333:role/teams/identity/stint-work";

const resultOf = (decision: string, resource: string) =>
  `<member><EvalActionName>sso:CreateAccountAssignment</EvalActionName><EvalDecision>${decision}</EvalDecision><EvalResourceName>${resource}</EvalResourceName></member>`;

/** IAM's answers to the two questions, in its own XML; `deny` is refused by the simulated policies. */
const startIam = async (facts: { deny?: string; forbidden?: boolean }) => {
  const asked: URLSearchParams[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const form = new URLSearchParams(body);
    asked.push(form);
    if (facts.forbidden) {
      response.writeHead(403, { "content-type": "text/xml" });
      response.end(
        `<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>`,
      );
      return;
    }
    response.writeHead(200, { "content-type": "text/xml" });
    if (form.get("Action") === "GetRole") {
      response.end(`<GetRoleResponse><GetRoleResult><Role><Arn>${role}</Arn></Role></GetRoleResult></GetRoleResponse>`);
      return;
    }
    const resources = [...form].filter(([name]) => name.startsWith("ResourceArns.")).map(([, value]) => value);
    const results = resources.map((one) => resultOf(one === facts.deny ? "implicitDeny" : "allowed", one)).join("");
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
    simulate: () =>
      examiner.simulateRights({
        callerArn: "arn:aws:sts::111122223333:assumed-role/stint-work/i-0123",
        wanted: [
          { action: "sso:CreateAccountAssignment", resources: ["arn:aws:sso:::instance/i", "arn:aws:sso:::account/*"] },
        ],
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
  const refusing = await startIam({ deny: "arn:aws:sso:::account/*" });
  t.after(() => refusing.stop());
  const [right] = await refusing.simulate();
  assert.equal(right?.allowed, false);
  assert.match(right?.words ?? "", /implicitDeny on arn:aws:sso:::account/);
});

test("where the simulator may not be asked it throws, so that nothing is concluded", async (t) => {
  const iam = await startIam({ forbidden: true });
  t.after(() => iam.stop());
  await assert.rejects(iam.simulate(), { name: "CloudError", problem: "refused" });
});
