import type { Deployment } from "../../../core/directory-source.ts";
import { type AwsOptions, createAwsClients } from "../clients.ts";
import { createDirectorySource } from "../directory-source.ts";
import { type Caller, readCaller } from "./caller.ts";

/** Looks at AWS the way Stint would use it, and changes nothing. Throws `CloudError` only. */
export type AwsExaminer = {
  /** The Region that is configured; null when none is. */
  region(): Promise<string | null>;
  caller(signal: AbortSignal): Promise<Caller>;
  deployment(): Promise<Deployment>;
  close(): void;
};

const attempts = 2;

export const createAwsExaminer = (options: AwsOptions = {}): AwsExaminer => {
  const clients = createAwsClients({ attempts, requestTimeoutMs: 5_000, ...options });
  const source = createDirectorySource({ clients });
  return {
    region: () => clients.sts.config.region().catch(() => null),
    caller: (signal) => readCaller(clients.sts, signal),
    deployment: () => source.deployment(),
    close: () => clients.destroy(),
  };
};
