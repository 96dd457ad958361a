import type { NoticeFacts, NoticeKind } from "../core/notice.ts";
import { findAccounts } from "./accounts.ts";
import type { Db } from "./database.ts";
import { grantColumns } from "./grants.ts";
import { findNotices } from "./notices.ts";
import { findPeople } from "./people.ts";
import { findPermissionSets } from "./permission-sets.ts";
import { requestColumns } from "./requests.ts";

/** What can be told of these notices as things stand now, in a fixed number of queries however many there are. */
export const findNoticeFacts = async (
  db: Db,
  facts: { noticeIds: readonly string[]; portalUrl: string | null },
): Promise<NoticeFacts[]> => {
  const notices = await findNotices(db, facts.noticeIds);
  if (notices.length === 0) return [];
  const requestIds = [...new Set(notices.map((notice) => notice.requestId))];
  const grantIds = notices.map((notice) => notice.grantId).filter((id) => id !== null);
  const requests = await db.selectFrom("requests").select(requestColumns).where("id", "in", requestIds).execute();
  const grants = grantIds.length > 0 ? await findGrantsWithAssignment(db, grantIds) : [];
  const decisions = await db
    .selectFrom("decisions")
    .select(["requestId", "deciderId", "verdict", "comment"])
    .where("requestId", "in", requestIds)
    .orderBy("decidedAt")
    .orderBy("id")
    .execute();
  const names = await findNames(db, {
    people: [
      ...requests.map((request) => request.requesterId),
      ...decisions.map((decision) => decision.deciderId),
      ...grants.map(({ grant }) => grant.endedById),
    ].filter((id) => id !== null),
    accounts: requests.flatMap((request) => request.accountIds),
  });
  const permissionSets = await findPermissionSets(
    db,
    requests.map((request) => request.permissionSetArn),
  );

  return notices.flatMap((notice): NoticeFacts[] => {
    const request = requests.find((one) => one.id === notice.requestId);
    if (!request) return [];
    const held = grants.find(({ grant }) => grant.id === notice.grantId);
    const permissionSet = permissionSets.find((one) => one.arn === request.permissionSetArn);
    const accountIds = held ? [held.grant.accountId] : request.accountIds;
    return [
      {
        notice,
        request,
        requesterName: names.person(request.requesterId),
        permissionSetName: permissionSet?.name ?? request.permissionSetArn,
        sessions: permissionSet,
        accounts: accountIds.map((id) => ({ id, name: names.account(id) })),
        decisions: decisions
          .filter((decision) => decision.requestId === request.id)
          .map(({ deciderId, verdict, comment }) => ({
            deciderName: deciderId === null ? null : names.person(deciderId),
            verdict,
            comment,
          })),
        grant: held?.grant ?? null,
        endedByName: held?.grant.endedById ? names.person(held.grant.endedById) : null,
        goesOnUntil: held?.grant.kept === "by-another-grant" ? held.goesOnUntil : null,
        lastError: isUnconfirmed(notice.kind) ? (held?.lastError ?? null) : null,
        portalUrl: facts.portalUrl,
      },
    ];
  });
};

const isUnconfirmed = (kind: NoticeKind) =>
  kind === "grant.removal-unconfirmed" || kind === "grant.activation-unconfirmed";

const findGrantsWithAssignment = async (db: Db, ids: string[]) => {
  const rows = await db
    .selectFrom("grants")
    .leftJoin("assignments", (join) =>
      join
        .onRef("assignments.personId", "=", "grants.personId")
        .onRef("assignments.accountId", "=", "grants.accountId")
        .onRef("assignments.permissionSetArn", "=", "grants.permissionSetArn"),
    )
    .select(grantColumns.map((column) => `grants.${column}` as const))
    .select("assignments.lastError")
    .select((expression) =>
      expression
        .selectFrom("grants as others")
        .select(({ fn }) => fn.max("others.endsAt").as("until"))
        .whereRef("others.personId", "=", "grants.personId")
        .whereRef("others.accountId", "=", "grants.accountId")
        .whereRef("others.permissionSetArn", "=", "grants.permissionSetArn")
        .where("others.state", "in", ["activating", "active"])
        .as("goesOnUntil"),
    )
    .where("grants.id", "in", ids)
    .execute();
  return rows.map(({ lastError, goesOnUntil, ...grant }) => ({ grant, lastError, goesOnUntil }));
};

/** Names by id; what the directory has never known is called by its id. */
const findNames = async (db: Db, ids: { people: string[]; accounts: string[] }) => {
  const people = new Map((await findPeople(db, ids.people)).map((person) => [person.id, person.displayName]));
  const accounts = new Map((await findAccounts(db, ids.accounts)).map((account) => [account.id, account.name]));
  return {
    person: (id: string) => people.get(id) || id,
    account: (id: string) => accounts.get(id) || id,
  };
};
