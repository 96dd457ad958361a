import type { CutPolicyApi } from "../core/cut-policy.ts";
import type { Deployment, DirectorySource, PersonLookup } from "../core/directory-source.ts";
import { type AssignmentApi, CloudError } from "../core/identity-center.ts";
import type { Pace } from "../core/pace.ts";
import { type AwsOptions, createAwsClients } from "../providers/aws/clients.ts";
import { createCutPolicyApi } from "../providers/aws/cut-policy.ts";
import { createDirectorySource } from "../providers/aws/directory-source.ts";
import { createAssignmentApi } from "../providers/aws/identity-center.ts";
import { createPersonLookup } from "../providers/aws/identity-store.ts";
import { readOrganizationId } from "../providers/aws/organizations.ts";
import type { Db } from "../store/database.ts";
import { findDeployment } from "../store/deployment.ts";
import { StartProblem } from "./start-problem.ts";

const whatAwsNeeds = "Region and credentials are found as the AWS SDK finds them: AWS_REGION, a role, a profile.";

export type Aws = {
  api: AssignmentApi;
  source: DirectorySource;
  lookup: PersonLookup;
  cutPolicy: CutPolicyApi;
  region: string | null;
  /** As it was when Stint last looked. */
  deployment: Deployment;
  organizationId(): Promise<string>;
  close(): void;
};

/**
 * Reaches AWS, or says why not. Where Stint runs is asked of AWS at the first start and remembered by the directory sync, so that a later
 * start does not depend on AWS being up: access that must end while it is down is retried by the engine, not by a restart.
 */
export const connectAws = async (facts: { options: AwsOptions; db: Db; pace: Pace }): Promise<Aws> => {
  const clients = createAwsClients(facts.options);
  const source = createDirectorySource({ clients, pace: facts.pace });
  const deployment = await whereWeRun(facts.db, source);
  const { instanceArn, identityStoreId } = deployment;
  let known: string | undefined;
  return {
    source,
    deployment,
    organizationId: async () => {
      known ??= await readOrganizationId(clients.organizations);
      return known;
    },
    api: createAssignmentApi({ client: clients.assignments, instanceArn }),
    lookup: createPersonLookup({ client: clients.personLookup, identityStoreId, pace: facts.pace }),
    cutPolicy: createCutPolicyApi({ client: clients.organizations, pace: facts.pace }),
    region: await clients.ssoAdmin.config.region().catch(() => null),
    close: () => clients.destroy(),
  };
};

const whereWeRun = async (db: Db, source: DirectorySource): Promise<Deployment> =>
  (await findDeployment(db)) ??
  (await source.deployment().catch((cause) => {
    if (!(cause instanceof CloudError)) throw cause;
    throw new StartProblem(
      `AWS does not tell where Stint runs (${cause.operation}): ${cause.message}. ${whatAwsNeeds}`,
      { cause },
    );
  }));
