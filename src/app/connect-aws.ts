import type { CutPolicyApi } from "../core/cut-policy.ts";
import type { Deployment, DirectorySource, PersonLookup } from "../core/directory-source.ts";
import type { DriftApi } from "../core/drift.ts";
import { type AssignmentApi, CloudError } from "../core/identity-center.ts";
import type { Pace } from "../core/pace.ts";
import { addMilliseconds, type Scheduler } from "../core/time.ts";
import type { AwsOptions } from "../providers/aws/client-settings.ts";
import { createAwsClients } from "../providers/aws/clients.ts";
import { createCutPolicyApi } from "../providers/aws/cut-policy.ts";
import { createDirectorySource } from "../providers/aws/directory-source.ts";
import { createDriftApi } from "../providers/aws/drift-source.ts";
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
  drift: DriftApi;
  region: string | null;
  /** As it was when Stint last looked. */
  deployment: Deployment;
  organizationId(): Promise<string>;
  close(): void;
};

/**
 * Reaches AWS, or says why not. Where Stint runs is asked of AWS at every start: another Identity Center than the one the database belongs
 * to ends it. A later start does not depend on AWS being up, because the answer is remembered: access that must end while it is down is
 * retried by the engine, not by a restart.
 */
export const connectAws = async (facts: {
  options: AwsOptions;
  db: Db;
  pace: Pace;
  scheduler: Scheduler;
}): Promise<Aws> => {
  const clients = createAwsClients(facts.options);
  const source = createDirectorySource({ clients, pace: facts.pace });
  const deployment = await whereWeRun({ ...facts, source }).catch((problem) => {
    clients.destroy();
    throw problem;
  });
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
    drift: createDriftApi({ client: clients.assignments, instanceArn, pace: facts.pace }),
    cutPolicy: createCutPolicyApi({ client: clients.organizations, pace: facts.pace }),
    region: await clients.ssoAdmin.config.region().catch(() => null),
    close: () => clients.destroy(),
  };
};

const says = (cause: CloudError) =>
  `AWS does not tell where Stint runs (${cause.operation}): ${cause.message}. ${whatAwsNeeds}`;

/** A start that waits longer for AWS goes on with what is remembered. */
const waitMs = 5_000;

const asRemembered = (known: Deployment, seen: Deployment): Deployment => {
  if (known.instanceArn === seen.instanceArn && known.identityStoreId === seen.identityStoreId) return seen;
  throw new StartProblem(
    `These credentials and this Region lead to another IAM Identity Center (${seen.instanceArn}) than the one this database belongs to (${known.instanceArn}). Set AWS_REGION and the credentials as before, or give the other one a database of its own.`,
  );
};

/** What AWS says now; what it said before where it does not answer in time. That it knows of no instance here is an answer. */
const whereWeRun = async (facts: { db: Db; source: DirectorySource; scheduler: Scheduler }): Promise<Deployment> => {
  const known = await findDeployment(facts.db);
  const asking = facts.source.deployment().catch((cause) => {
    if (!(cause instanceof CloudError)) throw cause;
    if (known && cause.problem !== "not-found") return known;
    throw new StartProblem(says(cause), { cause });
  });
  if (!known) return asking;
  const stop = new AbortController();
  const tooLong = facts.scheduler.sleepUntil(addMilliseconds(facts.scheduler.now(), waitMs), stop.signal);
  try {
    return asRemembered(known, await Promise.race([asking, tooLong.then(() => known)]));
  } finally {
    stop.abort();
    asking.catch(() => undefined);
  }
};
