import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type { directoryOperations } from "../../../src/contract/directory.ts";
import { call } from "./call.ts";
import type { Page } from "./shapes.ts";

type Listed<Name extends "accounts" | "permissionSets" | "users" | "groups" | "orgUnitTree"> = z.output<
  NonNullable<(typeof directoryOperations)[Name]["output"]>
>["items"][number];

/** What the directory lists, by the last part of its path. */
export type DirectoryRows = {
  accounts: Listed<"accounts">;
  "permission-sets": Listed<"permissionSets">;
  users: Listed<"users">;
  groups: Listed<"groups">;
};
export type OrgUnitBranch = Listed<"orgUnitTree">;

/** The first of what matches, once a search is given; whoever looks for something else types more. For admins and auditors. */
export const useDirectorySearch = <Kind extends keyof DirectoryRows>(kind: Kind, search: string | undefined) =>
  useQuery({
    queryKey: ["directory", kind, search],
    queryFn: ({ signal }) =>
      call<Page<DirectoryRows[Kind]>>("GET", `/directory/${kind}`, { query: { search, limit: "50" }, signal }),
    placeholderData: keepPreviousData,
    enabled: search !== undefined,
  });

export const useOrgUnitTree = () =>
  useQuery({
    queryKey: ["directory", "org-unit-tree"],
    queryFn: ({ signal }) => call<Page<OrgUnitBranch>>("GET", "/directory/org-unit-tree", { signal }),
  });
