import { randomUUID } from "node:crypto";
import {
  DeleteResourcePolicyCommand,
  OrganizationsClient,
  PutResourcePolicyCommand,
} from "@aws-sdk/client-organizations";
import { ListInstancesCommand, SSOAdminClient } from "@aws-sdk/client-sso-admin";
import type { CutWork } from "../src/commands/cut-policy-turn.ts";
import { keepCuts } from "../src/commands/keep-cuts.ts";
import { syncDirectory } from "../src/commands/sync-directory.ts";
import type { AssignmentKey } from "../src/core/identity-center.ts";
import { unpaced } from "../src/core/pace.ts";
import { createAwsClients } from "../src/providers/aws/clients.ts";
import { createCutPolicyApi } from "../src/providers/aws/cut-policy.ts";
import { createDirectorySource } from "../src/providers/aws/directory-source.ts";
import { keepPolicies, readPolicies } from "../src/simulator/organizations/policies/kept-policies.ts";
import type { VirtualEngine } from "./virtual-engine.ts";

/** What tests of cutting need: credentials that people fetched, whether they still work, and Stint's policy in the simulated AWS. */
export const cutWorld = async (v: VirtualEngine) => {
  const { world, url } = v.simulator;
  const settings = { endpoint: url, region: "eu-central-1" };
  const clients = createAwsClients({ ...settings, credentials: { accessKeyId: "delegated", secretAccessKey: "x" } });
  const management = new OrganizationsClient({
    ...settings,
    credentials: { accessKeyId: "management", secretAccessKey: "x" },
  });
  const sync = () => syncDirectory(v.ctx, { source: createDirectorySource({ clients, pace: unpaced }) });
  await sync();
  const api = createCutPolicyApi({ client: clients.organizations, pace: unpaced });
  const work: CutWork = { api, holder: "worker-1" };

  /** The role's sessions last this long from now on; the directory hears of it within the hour. */
  const setSessions = (arn: string, sessionDuration: string): void => {
    const set = world.permissionSets.get(arn);
    if (!set) throw new Error(`no permission set ${arn}`);
    world.permissionSets.put({ ...set, sessionDuration });
  };

  /** Credentials as the access portal hands them out, whether or not the assignment is there. */
  const fetchCredentials = (key: AssignmentKey, lastSeconds = 3_600): string => {
    const role = world.provisioned.get(`${key.accountId} ${key.permissionSetArn}`);
    const accessKeyId = `ASIA${randomUUID().replaceAll("-", "").toUpperCase().slice(0, 16)}`;
    world.roleSessions.put({
      ...{ accessKeyId, secretAccessKey: "x", sessionToken: "x", ...key },
      roleName:
        role?.roleName ?? `AWSReservedSSO_${world.permissionSets.get(key.permissionSetArn)?.name}_0123456789abcdef`,
      ...{ userId: key.personId, userName: world.users.get(key.personId)?.userName ?? "" },
      issuedAt: v.now().toISOString(),
      expiresAt: v.after(lastSeconds).toISOString(),
    });
    return accessKeyId;
  };

  /** Whether a call with them gets past the service control policies: it is a call that the role itself may not make. */
  const areCut = async (accessKeyId: string): Promise<boolean> => {
    const client = new SSOAdminClient({
      ...settings,
      maxAttempts: 1,
      credentials: { accessKeyId, secretAccessKey: "x" },
    });
    try {
      await client.send(new ListInstancesCommand({}));
      return false;
    } catch (problem) {
      return String(problem).includes("explicit deny in a service control policy");
    } finally {
      client.destroy();
    }
  };

  const cutOf = (grantId: string) =>
    v.ctx.db.selectFrom("credentialCuts").selectAll().where("grantId", "=", grantId).executeTakeFirst();

  return {
    ...{ fetchCredentials, areCut, cutOf, work, api, sync, setSessions },
    keep: (as: Partial<CutWork> = {}) => keepCuts(v.ctx, { ...work, ...as }),
    policies: () => readPolicies(world).policies,
    meddle: (change: Parameters<typeof keepPolicies>[1]) => keepPolicies(world, change),
    known: () => v.ctx.db.selectFrom("cutPolicy").selectAll().executeTakeFirst(),
    delegation: {
      take: () => management.send(new DeleteResourcePolicyCommand({})),
      give: (Content: string) => management.send(new PutResourcePolicyCommand({ Content })),
      is: () => readPolicies(world).resourcePolicy ?? "",
    },
    happenings: async () => {
      const rows = await v.ctx.db
        .selectFrom("auditEvents")
        .select("action")
        .where("action", "like", "%cut%")
        .orderBy("seq")
        .execute();
      return rows.map(({ action }) => action);
    },
    close: () => {
      clients.destroy();
      management.destroy();
    },
  };
};
