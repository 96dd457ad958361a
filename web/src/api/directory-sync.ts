import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import type { directoryOperations } from "../../../src/contract/directory.ts";
import { call } from "./call.ts";
import type { DirectoryRows } from "./directory.ts";
import type { Page } from "./shapes.ts";

export type LastSync = z.output<NonNullable<typeof directoryOperations.lastSync.output>>;
export type OrgUnit = z.output<NonNullable<typeof directoryOperations.orgUnits.output>>["items"][number];

/** Every kind of row, by the last part of its path. */
export type MirrorRows = DirectoryRows & { "org-units": OrgUnit };
export type MirrorKind = keyof MirrorRows;

const queryKey = ["directory-sync"];

export const useDirectorySync = () =>
  useQuery({ queryKey, queryFn: ({ signal }) => call<LastSync>("GET", "/directory/sync", { signal }) });

export const useStartingSync = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (asked: { acceptLargeRemovals: boolean }) => call<void>("POST", "/directory/sync", { body: asked }),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
};

export const useMirror = <Kind extends MirrorKind>(kind: Kind, query: Record<string, string | undefined>) =>
  useQuery({
    queryKey: ["directory", kind, "list", query],
    queryFn: ({ signal }) => call<Page<MirrorRows[Kind]>>("GET", `/directory/${kind}`, { query, signal }),
    placeholderData: keepPreviousData,
  });
