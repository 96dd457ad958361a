import type { AuditEvent } from "../../api/audit.ts";

const others = { policy: "Policy", system: "Stint", anonymous: "Somebody unknown" } as const;

/** Who did it, by name; a person who is gone by their id. */
export const who = ({ actor }: Pick<AuditEvent, "actor">): string =>
  actor.kind === "person" ? (actor.displayName ?? actor.id ?? "A person") : others[actor.kind];
