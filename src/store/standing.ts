import { sql } from "kysely";
import type { Person, PersonInGroups } from "../core/directory.ts";
import type { ApprovalPolicy } from "../core/policies.ts";
import type { Settings } from "../core/settings.ts";
import type { Db } from "./database.ts";
import { withoutGoneOrgUnits } from "./eligible-access.ts";
import { groupIdsOfPerson } from "./people.ts";
import type { Session } from "./sessions.ts";
import { settingsOf } from "./settings.ts";

/** What makes somebody more than a requester, beside the groups they are in. */
export type Rights = { settings: Settings; isNamedApprover: boolean };

type Stored = { document: Partial<Settings> | null; isNamedApprover: boolean };

const rightsOf = ({ document, isNamedApprover }: Stored): Rights => ({
  settings: settingsOf(document),
  isNamedApprover,
});

const storedSettings = sql`(select document from settings where id = 1)`;

/** What gives this person rights at this moment. */
export const findRights = async (db: Db, who: Pick<PersonInGroups, "id" | "groupIds">): Promise<Rights> => {
  const { rows } = await sql<Stored>`
    select ${storedSettings} as document,
      exists (select from approval_policies where approver_ids && ${[who.id, ...who.groupIds]}::text[])
        as is_named_approver`.execute(db);
  return rightsOf(rows[0] ?? { document: null, isNamedApprover: false });
};

type OfPerson = Person & { groupIds: string[] };

const personOf = ({ id, userName, displayName, email, enabled, goneAt, groupIds }: OfPerson): PersonInGroups => ({
  ...{ id, userName, displayName, email, enabled, goneAt, groupIds },
});

/** A session that is kept under this hash, over or not, with the person, if the directory knows them, and their rights: all as of one moment. */
export const findSignedIn = async (db: Db, tokenHash: string) => {
  const { rows } = await sql<Pick<Session, "lastSeenAt" | "expiresAt" | "authenticatedAt"> & OfPerson & Stored>`
    with who as materialized (
      select last_seen_at, expires_at, authenticated_at,
        people.id, user_name, display_name, email, enabled, gone_at, ${groupIdsOfPerson} as group_ids
      from sessions left join people on people.id = sessions.person_id
      where token_hash = ${tokenHash}
    )
    select who.*, ${storedSettings} as document,
      exists (select from approval_policies where approver_ids && (who.id || who.group_ids)) as is_named_approver
    from who`.execute(db);
  const [found] = rows;
  if (!found) return undefined;
  const { lastSeenAt, expiresAt, authenticatedAt } = found;
  const person = found.id === null ? undefined : personOf(found);
  return { session: { lastSeenAt, expiresAt, authenticatedAt }, person, rights: rightsOf(found) };
};

/** The person, if the directory knows them, with the settings and the approval policies that may name them: all as of one moment. */
export const findStanding = async (db: Db, personId: string) => {
  const { rows } = await sql<OfPerson & { document: Stored["document"]; policies: ApprovalPolicy[] }>`
    with who as materialized (
      select id, user_name, display_name, email, enabled, gone_at, ${groupIdsOfPerson} as group_ids
      from people where id = ${personId}
    )
    select who.*, ${storedSettings} as document, (
      select coalesce(jsonb_agg(jsonb_build_object('id', policy.id, 'name', policy.name, 'scopes', scopes,
        'permissionSetArns', permission_set_arns, 'approvers', approvers, 'approvalsNeeded', approvals_needed)), '[]')
      from approval_policies policy where approver_ids && (who.id || who.group_ids)
    ) as policies
    from who`.execute(db);
  const [found] = rows;
  if (!found) return undefined;
  return {
    person: personOf(found),
    settings: settingsOf(found.document),
    approvalPolicies: await withoutGoneOrgUnits(db, found.policies),
  };
};
