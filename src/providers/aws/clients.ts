import { IdentitystoreClient } from "@aws-sdk/client-identitystore";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { SSOAdminClient } from "@aws-sdk/client-sso-admin";
import { STSClient } from "@aws-sdk/client-sts";
import { type CallObserver, observeCalls } from "./observe-calls.ts";

/** What is left out is read by the SDK as anywhere: AWS_REGION, AWS_ENDPOINT_URL, AWS_PROFILE, roles of the machine … */
export type AwsOptions = {
  region?: string;
  endpoint?: string;
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
  connectionTimeoutMs?: number;
  requestTimeoutMs?: number;
  /** How often a reading is tried at most. */
  attempts?: number;
  /** Looks on at every call to Identity Center, Identity Store, Organizations and STS. */
  observe?: CallObserver;
};

export type AwsClients = {
  /** Never retries by itself: the engine does, and counts each call against the shared budget. */
  assignments: SSOAdminClient;
  ssoAdmin: SSOAdminClient;
  identityStore: IdentitystoreClient;
  /** For what a person waits for. */
  personLookup: IdentitystoreClient;
  organizations: OrganizationsClient;
  sts: STSClient;
  destroy(): void;
};

const readAttempts = 6;

/** A person waits for it two seconds at most, and every attempt counts against the shared budget although only the first waits for it. */
const lookupAttempts = 2;

/** What every client of the SDK is made with: an end to every wait, so that a call which AWS does not answer fails instead of hanging. */
export const clientSettings = (options: AwsOptions) => ({
  ...(options.region ? { region: options.region } : {}),
  ...(options.endpoint ? { endpoint: options.endpoint } : {}),
  ...(options.credentials ? { credentials: options.credentials } : {}),
  requestHandler: {
    connectionTimeout: options.connectionTimeoutMs ?? 3_000,
    requestTimeout: options.requestTimeoutMs ?? 10_000,
    throwOnRequestTimeout: true,
  },
  maxAttempts: options.attempts ?? readAttempts,
  retryMode: "standard",
});

/** The SDK's clients for what Stint asks of Identity Center and the organisation. */
export const createAwsClients = (options: AwsOptions = {}): AwsClients => {
  const reading = clientSettings(options);
  const clients = {
    assignments: new SSOAdminClient({ ...reading, maxAttempts: 1 }),
    ssoAdmin: new SSOAdminClient(reading),
    identityStore: new IdentitystoreClient(reading),
    personLookup: new IdentitystoreClient({ ...reading, maxAttempts: lookupAttempts }),
    organizations: new OrganizationsClient(reading),
    sts: new STSClient(reading),
  };
  if (options.observe) {
    for (const [client, service] of [
      [clients.assignments, "sso-admin"],
      [clients.ssoAdmin, "sso-admin"],
      [clients.identityStore, "identitystore"],
      [clients.personLookup, "identitystore"],
      [clients.organizations, "organizations"],
      [clients.sts, "sts"],
    ] as const) {
      observeCalls(client, service, options.observe);
    }
  }
  return {
    ...clients,
    destroy() {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
};
