import { IAMClient } from "@aws-sdk/client-iam";
import type { Deployment } from "../../../core/directory-source.ts";
import type { Pace } from "../../../core/pace.ts";
import type { AwsOptions } from "../client-settings.ts";
import { createAwsClients } from "../clients.ts";
import { createDirectorySource } from "../directory-source.ts";
import { type Caller, readCaller } from "./caller.ts";
import { describeInstance, findInstancesElsewhere, readInstances, type SeenInstance } from "./instance.ts";
import { readDelegatedAdministrators, readOrganization, type SeenOrganization } from "./organisation.ts";
import { simulateRights } from "./simulate-rights.ts";
import type { Known } from "./trial.ts";
import { type Right, tryReads } from "./try-reads.ts";

/** Looks at AWS the way Stint would use it, and changes nothing. Throws `CloudError` only. */
export type AwsExaminer = {
  /** The Region that is configured; null when none is. */
  region(): Promise<string | null>;
  caller(signal: AbortSignal): Promise<Caller>;
  deployment(): Promise<Deployment>;
  organization(signal: AbortSignal): Promise<SeenOrganization>;
  delegatedAdministrators(signal: AbortSignal): Promise<string[]>;
  instances(signal: AbortSignal): Promise<SeenInstance[]>;
  describeInstance(instanceArn: string, signal: AbortSignal): Promise<SeenInstance>;
  instancesElsewhere(
    regions: readonly string[],
    signal: AbortSignal,
  ): Promise<{ region: string; ownerAccountId: string | null }[]>;
  tryReads(facts: { actions: readonly string[]; known: Known; signal: AbortSignal }): Promise<Right[]>;
  simulateRights(facts: Parameters<typeof simulateRights>[1]): Promise<Right[]>;
  close(): void;
};

/** Somebody waits for the answer. */
const patience = { attempts: 2, requestTimeoutMs: 5_000 };

export const createAwsExaminer = (facts: { options?: AwsOptions; pace?: Pace } = {}): AwsExaminer => {
  const options = { ...patience, ...facts.options };
  const pace = facts.pace ? { pace: facts.pace } : {};
  const clients = createAwsClients(options);
  const iam = new IAMClient({
    ...(options.region ? { region: options.region } : {}),
    ...(options.endpoint ? { endpoint: options.endpoint } : {}),
    ...(options.credentials ? { credentials: options.credentials } : {}),
    maxAttempts: patience.attempts,
    requestHandler: {
      connectionTimeout: 3_000,
      requestTimeout: patience.requestTimeoutMs,
      throwOnRequestTimeout: true,
    },
  });
  const source = createDirectorySource({ clients, ...pace });
  return {
    region: () => clients.sts.config.region().catch(() => null),
    caller: (signal) => readCaller(clients.sts, signal),
    deployment: () => source.deployment(),
    organization: (signal) => readOrganization(clients.organizations, signal),
    delegatedAdministrators: (signal) => readDelegatedAdministrators(clients.organizations, signal),
    instances: (signal) => readInstances(clients.ssoAdmin, signal),
    describeInstance: (instanceArn, signal) => describeInstance(clients.ssoAdmin, { instanceArn, signal }),
    instancesElsewhere: (regions, signal) => findInstancesElsewhere(options, { regions, signal }),
    tryReads: (asked) => tryReads(clients, { ...asked, ...pace }),
    simulateRights: (asked) => simulateRights(iam, asked),
    close: () => {
      clients.destroy();
      iam.destroy();
    },
  };
};
