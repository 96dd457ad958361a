export type DemoPermissionSet = { name: string; description: string; sessionDuration: string; policy: string };

/** The twelve permission sets of the demo organisation. */
export const demoPermissionSets: readonly DemoPermissionSet[] = [
  { name: "AdministratorAccess", description: "Everything", sessionDuration: "PT1H", policy: "AdministratorAccess" },
  {
    name: "PowerUserAccess",
    description: "Everything but identity",
    sessionDuration: "PT1H",
    policy: "PowerUserAccess",
  },
  { name: "ReadOnlyAccess", description: "Look, do not touch", sessionDuration: "PT12H", policy: "ReadOnlyAccess" },
  {
    name: "ViewOnlyAccess",
    description: "Look, without reading data",
    sessionDuration: "PT1H",
    policy: "job-function/ViewOnlyAccess",
  },
  {
    name: "DatabaseAdmin",
    description: "Databases and their data",
    sessionDuration: "PT1H",
    policy: "job-function/DatabaseAdministrator",
  },
  {
    name: "NetworkAdmin",
    description: "Networks and names",
    sessionDuration: "PT1H",
    policy: "job-function/NetworkAdministrator",
  },
  {
    name: "SecurityAudit",
    description: "Read the configuration of everything",
    sessionDuration: "PT4H",
    policy: "SecurityAudit",
  },
  { name: "IncidentResponder", description: "Act in an incident", sessionDuration: "PT1H", policy: "PowerUserAccess" },
  {
    name: "DataScientist",
    description: "Analytics services",
    sessionDuration: "PT2H",
    policy: "job-function/DataScientist",
  },
  { name: "SupportUser", description: "Support cases", sessionDuration: "PT1H", policy: "job-function/SupportUser" },
  {
    name: "DeployOperator",
    description: "Pipelines and deployments",
    sessionDuration: "PT1H",
    policy: "AWSCodePipeline_FullAccess",
  },
  {
    name: "BillingReadOnly",
    description: "Bills and budgets, in the management account",
    sessionDuration: "PT1H",
    policy: "AWSBillingReadOnlyAccess",
  },
];
