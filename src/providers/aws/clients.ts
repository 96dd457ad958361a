import { IdentitystoreClient } from "@aws-sdk/client-identitystore";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { SSOAdminClient } from "@aws-sdk/client-sso-admin";
import { STSClient } from "@aws-sdk/client-sts";
import { type AwsOptions, clientSettings } from "./client-settings.ts";
import { observeCalls } from "./observe-calls.ts";

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

/** A person waits for it two seconds at most, and every attempt counts against the shared budget although only the first waits for it. */
const lookupAttempts = 2;

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
