import {
  DescribeUserCommand,
  GetUserIdCommand,
  type IdentitystoreClient,
  ListGroupMembershipsCommand,
  ListGroupMembershipsForMemberCommand,
  ListGroupsCommand,
  ListUsersCommand,
  type User,
} from "@aws-sdk/client-identitystore";
import type { Group, Person } from "../../core/directory.ts";
import type { PersonLookup, Seen } from "../../core/directory-source.ts";
import { CloudError } from "../../core/identity-center.ts";
import { type Pace, unpaced } from "../../core/pace.ts";
import { call, present } from "./call.ts";
import { allRows, pagesOf } from "./pages.ts";

const pageSize = 100;

type Reading = { identityStoreId: string; before: () => Promise<void> };

const emailOf = (user: User): string | null => {
  const written = user.Emails?.filter((email) => email.Value?.trim()) ?? [];
  const chosen = written.find((email) => email.Primary) ?? written[0];
  return chosen?.Value?.trim() ?? null;
};

const nameOf = (user: User): string | undefined => {
  const parts = [user.Name?.GivenName, user.Name?.FamilyName].filter((part) => part?.trim());
  return user.DisplayName?.trim() || user.Name?.Formatted?.trim() || parts.join(" ") || undefined;
};

/** A user as Identity Store tells of them: only the id is certain, and whose status is not told is enabled. */
export const toPerson = (user: User): Seen<Person> => {
  const id = present(user.UserId, "ListUsers", "a user id");
  const userName = user.UserName ?? id;
  return {
    id,
    userName,
    displayName: nameOf(user) ?? userName,
    email: emailOf(user),
    enabled: user.UserStatus === undefined || user.UserStatus === "ENABLED",
  };
};

export const readPeople = async (client: IdentitystoreClient, reading: Reading): Promise<Seen<Person>[]> => {
  const pages = pagesOf(
    "ListUsers",
    (NextToken) =>
      client.send(new ListUsersCommand({ IdentityStoreId: reading.identityStoreId, MaxResults: pageSize, NextToken })),
    reading.before,
  );
  return (await allRows(pages, (page) => page.Users)).map(toPerson);
};

export const readGroups = async (client: IdentitystoreClient, reading: Reading): Promise<Seen<Group>[]> => {
  const pages = pagesOf(
    "ListGroups",
    (NextToken) =>
      client.send(new ListGroupsCommand({ IdentityStoreId: reading.identityStoreId, MaxResults: pageSize, NextToken })),
    reading.before,
  );
  const rows = await allRows(pages, (page) => page.Groups);
  return rows.map((row) => {
    const id = present(row.GroupId, "ListGroups", "a group id");
    return { id, displayName: row.DisplayName?.trim() || id };
  });
};

export const readMembers = async (
  client: IdentitystoreClient,
  reading: Reading & { groupId: string },
): Promise<string[]> => {
  const pages = pagesOf(
    "ListGroupMemberships",
    (NextToken) =>
      client.send(
        new ListGroupMembershipsCommand({
          IdentityStoreId: reading.identityStoreId,
          GroupId: reading.groupId,
          MaxResults: pageSize,
          NextToken,
        }),
      ),
    reading.before,
  );
  const rows = await allRows(pages, (page) => page.GroupMemberships);
  return rows.flatMap((row) => (row.MemberId?.UserId ? [row.MemberId.UserId] : []));
};

const unlessNotFound = async <Value>(reading: Promise<Value>): Promise<Value | undefined> => {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof CloudError && error.problem === "not-found") return undefined;
    throw error;
  }
};

/**
 * One person, read this very moment: one call for them, and one for every hundred groups they are in, side by side. Each waits for
 * its turn in the shared budget, ahead of the directory sync.
 */
export const createPersonLookup = (facts: {
  client: IdentitystoreClient;
  identityStoreId: string;
  pace?: Pace;
}): PersonLookup => {
  const { client, identityStoreId: IdentityStoreId, pace = unpaced } = facts;

  const inTurn = <Output>(operation: string, signal: AbortSignal | undefined, send: () => Promise<Output>) =>
    call(operation, async () => {
      await pace("identitystore", "activate", signal);
      return send();
    });

  const readGroupIds = async (personId: string, signal: AbortSignal | undefined) => {
    const operation = "ListGroupMembershipsForMember";
    const MemberId = { UserId: personId };
    const pages = pagesOf(operation, (NextToken) =>
      inTurn(operation, signal, () =>
        client.send(
          new ListGroupMembershipsForMemberCommand({ IdentityStoreId, MemberId, MaxResults: pageSize, NextToken }),
          signal ? { abortSignal: signal } : {},
        ),
      ),
    );
    const rows = await allRows(pages, (page) => page.GroupMemberships);
    return rows.flatMap((row) => (row.GroupId ? [row.GroupId] : []));
  };

  /** The only two paths that AWS takes for people (API reference of GetUserId). */
  const findId = async (facts: {
    path: "userName" | "emails.value";
    value: string;
    signal: AbortSignal | undefined;
  }) => {
    const { path, value, signal } = facts;
    const AlternateIdentifier = { UniqueAttribute: { AttributePath: path, AttributeValue: value } };
    const found = await unlessNotFound(
      inTurn("GetUserId", signal, () =>
        client.send(
          new GetUserIdCommand({ IdentityStoreId, AlternateIdentifier }),
          signal ? { abortSignal: signal } : {},
        ),
      ),
    );
    return found?.UserId;
  };

  return {
    async findPerson(personId, signal) {
      const describing = inTurn("DescribeUser", signal, () =>
        client.send(
          new DescribeUserCommand({ IdentityStoreId, UserId: personId }),
          signal ? { abortSignal: signal } : {},
        ),
      );
      const [user, groupIds] = await Promise.all([
        unlessNotFound(describing),
        unlessNotFound(readGroupIds(personId, signal)),
      ]);
      if (!user) return undefined;
      return { ...toPerson(user), groupIds: groupIds ?? [] };
    },

    findPersonIdByUserName: (userName, signal) => findId({ path: "userName", value: userName, signal }),

    findPersonIdByEmail: (email, signal) => findId({ path: "emails.value", value: email, signal }),
  };
};
