import type { z } from "zod";
import type { auditOperations } from "../contract/audit-events.ts";
import type { AuditEvent } from "../core/audit.ts";
import type { Db } from "../store/database.ts";
import { findRequestsById } from "../store/requests.ts";
import { findNames, type Names } from "./find-names.ts";

export type AuditNames = Names & { roleOf(event: AuditEvent): string | undefined };

const actorId = (event: AuditEvent) => (event.actor.kind === "person" ? event.actor.id : null);

/** What the events of one page mention, by name; and the role of the request that each belongs to. */
export const namesIn = async (db: Db, events: readonly AuditEvent[]): Promise<AuditNames> => {
  const requestIds = [...new Set(events.flatMap(({ requestId }) => requestId ?? []))];
  const roles = new Map((await findRequestsById(db, requestIds)).map((row) => [row.id, row.permissionSetArn]));
  const roleOf = ({ requestId, data }: AuditEvent) => {
    const told = data?.permissionSetArn;
    return (requestId && roles.get(requestId)) || (typeof told === "string" ? told : undefined);
  };
  const names = await findNames(db, {
    personIds: events.flatMap((event) => [actorId(event), event.personId]),
    accountIds: events.flatMap(({ accountId }) => accountId ?? []),
    permissionSetArns: events.flatMap((event) => roleOf(event) ?? []),
  });
  return { ...names, roleOf };
};

export const presentAuditEvent = (
  event: AuditEvent,
  names: AuditNames,
): z.input<typeof auditOperations.get.output & {}> => {
  const id = actorId(event);
  const role = names.roleOf(event);
  return {
    ...event,
    actor: {
      kind: event.actor.kind,
      id,
      displayName: id === null ? null : names.person(id).displayName,
      via: event.actor.kind === "person" ? (event.actor.via ?? null) : null,
    },
    requestId: event.requestId ?? null,
    grantId: event.grantId ?? null,
    personId: event.personId ?? null,
    personName: event.personId ? names.person(event.personId).displayName : null,
    accountId: event.accountId ?? null,
    account: event.accountId ? names.account(event.accountId) : null,
    permissionSet: role ? names.permissionSet(role) : null,
    data: event.data ?? {},
    abilities: {},
  };
};
