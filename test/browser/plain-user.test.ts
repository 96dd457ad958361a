import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "./accessible.ts";
import { consolePages, forAdmins, forAuditors } from "./console-pages.ts";
import { consoleWorld } from "./console-world.ts";

const world = consoleWorld();
const nobodysId = "00000000-0000-4000-8000-000000000000";

/** What everybody may call, by tag; whatever else there is, now or later, must refuse somebody without a persona. */
const forEverybody = new Set(["Me", "Eligibility", "Events", "Requests", "Grants"]);

test("somebody without a persona is told at every audit and admin address that they may not see it, and shown nothing of it", async () => {
  const { page, watch, open } = await world.visitor("amira.haddad");
  watch.expect(403, "/api/v1/");
  // What may not be seen looks like what is not there.
  watch.expect(404, nobodysId);
  const answered: string[] = [];
  page.on("response", (response) => {
    if (/\/api\/v1\/(?!me|events|(requests|grants)[?]view=mine)/.test(response.url()) && response.ok())
      answered.push(response.url());
  });
  for (const path of consolePages.filter((one) => forAdmins(one) || forAuditors(one))) {
    await open(path.replaceAll(/\$\w+/g, nobodysId));
    await page.getByText("You may not see this").first().waitFor();
    assert.equal(await page.locator("main").getByRole("table").count(), 0, path);
  }
  assert.deepEqual(answered, []);
  await assertAccessible(page);
  // Where one stands is told in a navigation of its own.
  await open("/");
  assert.equal(
    await page
      .getByRole("navigation")
      .getByRole("link", { name: /polic|audit|settings/i })
      .count(),
    0,
  );
});

const eligibility = { name: "Mine", principals: [], scopes: [], permissionSetArns: [], approvalRequired: false };
const approval = { name: "Mine", scopes: [], approvers: [] };

/** What is well-formed, by operation, so that only its sender can be what is refused. */
const bodies: Record<string, object> = {
  createEligibilityPolicy: eligibility,
  updateEligibilityPolicy: eligibility,
  previewEligibilityPolicy: { policy: eligibility },
  createApprovalPolicy: approval,
  updateApprovalPolicy: approval,
  previewApprovalPolicy: { policy: approval },
  changeSettings: { approvalWorkflow: false },
  startDirectorySync: {},
  previewEmergencyStop: { scope: { kind: "everything" } },
  startEmergencyStop: { scope: { kind: "everything" }, comment: "Mine" },
  liftEmergencyStop: { comment: "Mine" },
  acceptDriftFinding: {},
  removeDriftFinding: {},
  callOffDriftRemoval: {},
  createApiClient: { name: "Mine", scopes: ["settings:read"] },
};

type Operation = { operationId: string; tags: string[]; requestBody?: unknown };
type Described = { paths: Record<string, Record<string, Operation>> };

test("the API refuses the same person everything that is for admins, auditors and deciders only", async () => {
  const { page } = await world.visitor("amira.haddad");
  const { request } = page.context();
  const described: Described = await (await request.get(`${world.url}/api/openapi.json`)).json();
  const tried: string[] = [];
  for (const [path, operations] of Object.entries(described.paths)) {
    for (const [method, { operationId, tags, requestBody }] of Object.entries(operations)) {
      if (!path.startsWith("/api/v1/") || tags.some((tag) => forEverybody.has(tag))) continue;
      const data = bodies[operationId];
      assert.equal(data !== undefined, requestBody !== undefined, `${operationId} needs a well-formed body here`);
      const answer = await request.fetch(world.url + path.replaceAll(/\{\w+\}/g, nobodysId), {
        method,
        headers: { origin: world.url },
        ...(data ? { data } : {}),
      });
      assert.ok([403, 404].includes(answer.status()), `${method} ${path}: ${answer.status()} ${await answer.text()}`);
      assert.deepEqual(Object.keys(await answer.json()), ["error"]);
      tried.push(path);
    }
  }
  assert.ok(tried.length > 10, `${tried}`);
});
