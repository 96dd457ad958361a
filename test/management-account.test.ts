import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { findEligibility } from "../src/commands/find-eligibility.ts";
import { previewRequest } from "../src/commands/preview-request.ts";
import { sendRequest } from "../src/commands/send-request.ts";
import { syncDirectory } from "../src/commands/sync-directory.ts";
import { Refusal } from "../src/core/refusal.ts";
import { createAwsClients } from "../src/providers/aws/clients.ts";
import { createDirectorySource } from "../src/providers/aws/directory-source.ts";
import { as } from "./access-world.ts";
import { aPolicy } from "./builders.ts";
import { startVirtualEngine } from "./virtual-engine.ts";

/**
 * The demo organisation as Stint sees it from that account, with a policy over the management account and another, for a role that is
 * provisioned in the management account and one that is not.
 */
const deployedIn = async (caller: "delegated" | "management") => {
  const v = await startVirtualEngine({ caller });
  const credentials = { accessKeyId: "stint", secretAccessKey: "stint" };
  const clients = createAwsClients({ endpoint: v.simulator.url, region: "eu-central-1", credentials });
  await syncDirectory(v.ctx, { source: createDirectorySource({ clients }) });
  const { world } = v.simulator;
  const accountIds = [...world.accounts.all()]
    .filter(({ name }) => name === "payments-dev" || name === "management")
    .map(({ id }) => id)
    .sort((one) => (one === world.ids.managementAccountId ? -1 : 1));
  const roles = ["ReadOnlyAccess", "BillingReadOnly"].map((name) => world.permissionSets.where("name", name)[0]?.arn);
  const [readOnly, billing] = roles;
  const [management, member] = accountIds;
  const person = world.users.where("userName", "amira.haddad")[0];
  assert.ok(person && readOnly && billing && management && member);
  await aPolicy(v.ctx.db, {
    principals: [{ type: "user", id: person.id }],
    scopes: accountIds.map((id) => ({ type: "account" as const, id })),
    permissionSetArns: [readOnly, billing],
    approvalRequired: false,
  });
  const whoAsks = as(person);
  const input = (accountId: string, permissionSetArn: string) => ({
    ...{ accountIds: [accountId], permissionSetArn },
    ...{ durationMinutes: 60, justification: "the bill is wrong" },
  });
  return {
    ...v,
    ...{ management, member, readOnly, billing, personId: person.id },
    offered: async () => {
      const { items } = await findEligibility(v.ctx, { caller: whoAsks, query: { limit: 100 } });
      return items
        .filter(({ id }) => accountIds.includes(id))
        .map((one) => `${one.name}: ${one.roles.map(({ name }) => name).sort()}`)
        .sort();
    },
    preview: (accountId: string, arn: string) =>
      previewRequest(v.ctx, { caller: whoAsks, input: input(accountId, arn) }),
    send: (accountId: string, arn: string) => sendRequest(v.ctx, { caller: whoAsks, input: input(accountId, arn) }),
    end: async () => {
      clients.destroy();
      await v.stop();
    },
  };
};

const refusedWith = (code: string) => (problem: unknown) =>
  problem instanceof Refusal && problem.reasons.some((reason) => reason.code === code);

describe("deployed in a delegated administrator account", () => {
  test("the management account and what is provisioned there are not offered, and refused with the reason", async () => {
    const stint = await deployedIn("delegated");
    try {
      assert.deepEqual(await stint.offered(), ["payments-dev: ReadOnlyAccess"]);
      const cases = [
        [stint.management, stint.readOnly, "account.management-excluded"],
        [stint.member, stint.billing, "permission-set.management-excluded"],
      ] as const;
      for (const [accountId, arn, code] of cases) {
        const { because } = await stint.preview(accountId, arn);
        assert.ok(
          because.some((reason) => reason.code === code),
          code,
        );
        await assert.rejects(stint.send(accountId, arn), refusedWith(code));
      }
      assert.equal((await stint.send(stint.member, stint.readOnly)).request.state, "approved");
    } finally {
      await stint.end();
    }
  });
});

describe("deployed in the management account", () => {
  test("both are offered, given and taken away", async () => {
    const stint = await deployedIn("management");
    try {
      assert.deepEqual(await stint.offered(), [
        "management: BillingReadOnly,ReadOnlyAccess",
        "payments-dev: BillingReadOnly,ReadOnlyAccess",
      ]);
      for (const [accountId, permissionSetArn] of [
        [stint.management, stint.readOnly],
        [stint.member, stint.billing],
      ] as const) {
        const key = { personId: stint.personId, accountId, permissionSetArn };
        const { grants } = await stint.send(accountId, permissionSetArn);
        await stint.liveUntil(stint.after(60));
        assert.deepEqual([(await stint.grant(grants[0]?.id ?? "")).state, await stint.held(key)], ["active", true]);
        await stint.liveUntil(stint.after(3_700));
        assert.deepEqual([(await stint.grant(grants[0]?.id ?? "")).state, await stint.held(key)], ["ended", false]);
      }
    } finally {
      await stint.end();
    }
  });
});
