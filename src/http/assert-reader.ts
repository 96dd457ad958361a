import { staleGroups } from "../commands/groups-are-stale.ts";
import { refuse } from "../core/decision.ts";
import { Refusal } from "../core/refusal.ts";
import type { Personas } from "./find-personas.ts";

/** Policies, settings and the directory are read by those who change them and by those who audit. */
export const assertReader = (personas: Personas): void => {
  if (personas.admin || personas.auditor) return;
  if (personas.groupsAreStale) throw staleGroups();
  throw new Refusal("forbidden", [refuse("reader.required", "Only admins and auditors may read this.")]);
};

/** The audit log is read by auditors; being admin gives no audit pages. */
export const assertAuditor = (personas: Personas): void => {
  if (personas.auditor) return;
  if (personas.groupsAreStale) throw staleGroups();
  throw new Refusal("forbidden", [refuse("auditor.required", "Only auditors may read the audit log.")]);
};
