import { z } from "zod";
import { instant } from "./instant.ts";
import { operation } from "./operation.ts";
import { absentWhenEmpty, listOf, pageQuery } from "./page.ts";
import { lineOf } from "./text.ts";

const nothing = z.object({}).describe("Nothing can be done with it here.");
const gone = { goneAt: instant.nullable().describe("When the last sync no longer found it."), abilities: nothing };

const account = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    state: z.string(),
    orgUnitId: z.string(),
    path: z.array(z.string()).describe("Organisational units from the root down to the one that holds it."),
    isManagement: z.boolean(),
    ...gone,
  })
  .meta({ id: "Account" });

const orgUnit = z
  .object({ id: z.string(), name: z.string(), parentId: z.string().nullable(), path: z.array(z.string()), ...gone })
  .meta({ id: "OrgUnit" });

const permissionSet = z
  .object({
    arn: z.string(),
    name: z.string(),
    description: z.string(),
    sessionDurationMinutes: z.int(),
    inManagementAccount: z.boolean().describe("Provisioned in the management account."),
    ...gone,
  })
  .meta({ id: "PermissionSet" });

const user = z
  .object({
    id: z.string(),
    userName: z.string(),
    displayName: z.string(),
    email: z.string().nullable(),
    enabled: z.boolean(),
    ...gone,
  })
  .meta({ id: "User" });

const group = z.object({ id: z.string(), displayName: z.string(), ...gone }).meta({ id: "Group" });

const sync = z
  .object({
    id: z.string(),
    startedAt: instant,
    finishedAt: instant.nullable(),
    outcome: z.enum(["running", "succeeded", "failed"]),
    counts: z.record(z.string(), z.number()),
    error: z.string().nullable(),
  })
  .meta({ id: "DirectorySync" });

const count = (words: string) => z.int().describe(`How many active accounts are ${words}.`);

const branch = z
  .object({
    id: z.string(),
    name: z.string(),
    parentId: z.string().nullable().describe("Null: the root."),
    accounts: count("directly in it"),
    accountsBelow: count("in it or anywhere below it"),
    abilities: nothing,
  })
  .meta({ id: "OrgUnitBranch" });

const searchQuery = z.strictObject({
  ...pageQuery,
  search: absentWhenEmpty(lineOf(200)).describe("Found anywhere in the name or id, whatever the case."),
  includeGone: absentWhenEmpty(z.enum(["true", "false"]).transform((text) => text === "true")),
});

const tag = "Directory";

const search = <Item extends z.ZodType>(of: { id: string; path: string; words: string; item: Item }) =>
  operation({
    id: of.id,
    method: "get",
    path: `/directory/${of.path}`,
    tag,
    summary: `Search ${of.words}. Admins and auditors.`,
    scope: "directory:read",
    query: searchQuery,
    output: listOf(of.item),
    statuses: [200],
  });

export const directoryOperations = {
  accounts: search({ id: "listAccounts", path: "accounts", words: "accounts by name, id or e-mail", item: account }),
  orgUnits: search({ id: "listOrgUnits", path: "org-units", words: "organisational units", item: orgUnit }),
  orgUnitTree: operation({
    id: "getOrgUnitTree",
    method: "get",
    path: "/directory/org-unit-tree",
    tag,
    summary: "All organisational units at once, each with how many accounts it holds. Admins and auditors.",
    description: "AWS allows two thousand of them at most, so there are no pages. By name.",
    scope: "directory:read",
    output: z.object({ items: z.array(branch) }),
    statuses: [200],
  }),
  permissionSets: search({
    id: "listPermissionSets",
    path: "permission-sets",
    words: "permission sets",
    item: permissionSet,
  }),
  users: search({ id: "listUsers", path: "users", words: "people by name, user name or e-mail", item: user }),
  groups: search({ id: "listGroups", path: "groups", words: "groups", item: group }),
  lastSync: operation({
    id: "getDirectorySync",
    method: "get",
    path: "/directory/sync",
    tag,
    summary: "How the newest sync with AWS went. Admins and auditors.",
    scope: "directory:read",
    output: z.object({
      sync: sync.nullable(),
      succeededAt: instant.nullable().describe("When everything was last read."),
      abilities: z.object({ start: z.boolean() }),
    }),
    statuses: [200],
  }),
  startSync: operation({
    id: "startDirectorySync",
    method: "post",
    path: "/directory/sync",
    tag,
    summary: "Have the directory read anew from AWS, soon. Admins.",
    scope: "directory:sync",
    body: z.strictObject({
      acceptLargeRemovals: z
        .boolean()
        .default(false)
        .describe(
          "Whether the next sync may mark gone however much AWS no longer lists. Otherwise more than ten that are more than half of their kind are kept.",
        ),
    }),
    bodyOptional: true,
    output: z.object({ message: z.string() }),
    statuses: [202],
  }),
};
