import type { EmergencyStop, StopScope } from "../../api/emergency-stops.ts";

export type ScopeKind = StopScope["kind"];

/** What a stop is about, before its name. */
const scopeKinds: Record<ScopeKind, string> = {
  person: "Person",
  account: "Account",
  "permission-set": "Permission set",
  everything: "Everything",
};

export const spokenScope = ({ kind, name }: EmergencyStop["scope"]): string =>
  kind === "everything" ? "All access" : `${scopeKinds[kind]} ${name ?? ""}`;

/** “1 person”, “2 people”. */
export const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
