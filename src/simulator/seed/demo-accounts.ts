import type { AccountState } from "@aws-sdk/client-organizations";

type DemoAccount = { name: string; state?: AccountState };
export type DemoOrgUnit = { name: string; accounts: readonly DemoAccount[]; orgUnits?: readonly DemoOrgUnit[] };

const named = (...names: string[]): DemoAccount[] => names.map((name) => ({ name }));

/** The organisational units below the root of the demo organisation, and the accounts in each. */
export const demoOrgUnits: readonly DemoOrgUnit[] = [
  { name: "Security", accounts: named("security-audit", "log-archive", "security-tooling") },
  { name: "Infrastructure", accounts: named("network", "shared-services", "backup", "dns", "artifacts") },
  {
    name: "Workloads",
    accounts: named("workloads-shared"),
    orgUnits: [
      {
        name: "Production",
        accounts: named("web-prod", "search-prod", "mobile-prod", "data-prod"),
        orgUnits: [
          {
            name: "Payments",
            accounts: named("payments-prod", "payments-ledger-prod", "payments-cards-prod", "payments-vault-prod"),
          },
          { name: "Platform", accounts: named("platform-prod", "platform-ci-prod", "platform-observability-prod") },
        ],
      },
      {
        name: "Staging",
        accounts: named(
          "web-staging",
          "search-staging",
          "mobile-staging",
          "payments-staging",
          "platform-staging",
          "data-staging",
        ),
      },
      {
        name: "Development",
        accounts: named("web-dev", "search-dev", "mobile-dev", "payments-dev", "platform-dev", "data-dev"),
      },
    ],
  },
  { name: "Sandbox", accounts: named("sandbox-1", "sandbox-2", "sandbox-3", "sandbox-4") },
  {
    name: "Suspended",
    accounts: [
      { name: "legacy-shop", state: "CLOSED" },
      { name: "abandoned-trial", state: "SUSPENDED" },
    ],
  },
];
