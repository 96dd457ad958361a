import type { Places } from "./places.ts";

export type Condition = Record<string, Record<string, string>>;

/** One statement of a policy. `on`: the narrowest resources that AWS lets these actions be limited to (Service Authorization Reference). */
export type Statement = {
  sid: string;
  actions: readonly string[];
  on(places: Places): string[];
  when?(places: Places): Condition;
  /** AWS does it with our rights, for a call of ours that is named otherwise. */
  onOurBehalf?: true;
};

/** A policy, or a part of one that is needed only where something is switched on. `why`: for whom and when. */
export type PolicyPart = { name: string; why: string; statements: readonly Statement[] };

/** For actions that AWS does not limit to resources. */
export const anywhere = () => ["*"];

export const instance = ({ partition, instanceId }: Places) => `arn:${partition}:sso:::instance/${instanceId}`;
export const permissionSets = ({ partition, instanceId }: Places) =>
  `arn:${partition}:sso:::permissionSet/${instanceId}/*`;
export const accounts = ({ partition }: Places) => `arn:${partition}:sso:::account/*`;

const organizations = (places: Places, what: string) =>
  `arn:${places.partition}:organizations::${places.managementAccountId}:${what.replace("{}", places.organizationId)}`;
export const organizationRoot = (places: Places) => organizations(places, "root/{}/r-*");
export const orgUnits = (places: Places) => organizations(places, "ou/{}/ou-*");
export const organizationAccounts = (places: Places) => organizations(places, "account/{}/*");

export const serviceControlPolicies = (places: Places) => organizations(places, "policy/{}/service_control_policy/p-*");

export const identityStore = ({ partition, managementAccountId, identityStoreId }: Places) =>
  `arn:${partition}:identitystore::${managementAccountId}:identitystore/${identityStoreId}`;
export const users = ({ partition }: Places) => `arn:${partition}:identitystore:::user/*`;
export const groups = ({ partition }: Places) => `arn:${partition}:identitystore:::group/*`;
export const memberships = ({ partition }: Places) => `arn:${partition}:identitystore:::membership/*`;
