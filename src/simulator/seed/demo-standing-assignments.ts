type Standing = { account: string; permissionSet: string } & ({ group: string } | { userName: string });

/** What people hold all the time in the demo organisation, apart from any request. */
export const demoStandingAssignments: readonly Standing[] = [
  { account: "management", permissionSet: "BillingReadOnly", group: "finance" },
  { account: "security-audit", permissionSet: "SecurityAudit", group: "security-team" },
  { account: "log-archive", permissionSet: "SecurityAudit", group: "security-team" },
  { account: "payments-dev", permissionSet: "PowerUserAccess", group: "payments-engineers" },
  { account: "platform-dev", permissionSet: "PowerUserAccess", group: "platform-team" },
  { account: "platform-ci-prod", permissionSet: "ReadOnlyAccess", group: "platform-team" },
  { account: "data-dev", permissionSet: "DataScientist", group: "data-team" },
  { account: "web-dev", permissionSet: "ReadOnlyAccess", group: "developers" },
  { account: "network", permissionSet: "NetworkAdmin", group: "network-team" },
  { account: "sandbox-1", permissionSet: "AdministratorAccess", userName: "jonas.weber" },
  { account: "sandbox-2", permissionSet: "PowerUserAccess", userName: "amira.haddad" },
  { account: "payments-prod", permissionSet: "ViewOnlyAccess", userName: "yuki.tanaka" },
];
