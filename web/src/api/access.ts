import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type { activityEvent, activitySource, activitySummary } from "../../../src/contract/activity.ts";
import { call } from "./call.ts";
import { rowsOfBefore } from "./rows-of-before.ts";
import type { Grant, Page } from "./shapes.ts";

type Query = Record<string, string | undefined>;

export type ActivityEvent = z.output<typeof activityEvent>;
export type ActivitySource = z.output<typeof activitySource>;
export type ActivitySummary = z.output<typeof activitySummary>;
type ActivityPage = Page<ActivityEvent> & { source: ActivitySource };

export const useAccessList = (query: Query) =>
  useQuery({
    queryKey: ["grants", query],
    queryFn: ({ signal }) => call<Page<Grant>>("GET", "/grants", { query, signal }),
    placeholderData: rowsOfBefore(query, ["view", "state"]),
  });

export const useGrant = (id: string) =>
  useQuery({
    queryKey: ["grant", id],
    queryFn: ({ signal }) => call<Grant>("GET", `/grants/${id}`, { signal }),
  });

const pageSize = 200;
const pagesAtMost = 3;

/** How much a picture shows at most; past it, it says so. */
export const mostInPicture = pageSize * pagesAtMost;

const readSpan = async (query: Query, signal: AbortSignal) => {
  const grants: Grant[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < pagesAtMost; page += 1) {
    const asked = { ...query, limit: String(pageSize), cursor };
    const answer = await call<Page<Grant>>("GET", "/grants", { query: asked, signal });
    grants.push(...answer.items);
    cursor = answer.nextCursor;
    if (!cursor) break;
  }
  return { grants, isCut: cursor !== undefined };
};

/** Access held within a period, the newest of it first and not more than a picture can show. */
export const useHeldWithin = (query: Query) =>
  useQuery({
    queryKey: ["grants", "held", query],
    queryFn: ({ signal }) => readSpan(query, signal),
    placeholderData: keepPreviousData,
  });

const whileReadingMs = 2_000;

export const useActivity = (grantId: string, query: Query) =>
  useInfiniteQuery({
    queryKey: ["activity", grantId, "events", query],
    queryFn: ({ pageParam, signal }) =>
      call<ActivityPage>("GET", `/grants/${grantId}/activity`, {
        query: { ...query, limit: String(pageSize), cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
    // The server tells when there is more; how far a look is, it is asked.
    refetchInterval: ({ state }) => (state.data?.pages.at(-1)?.source.state === "reading" ? whileReadingMs : false),
  });

export const useActivitySummary = (grantId: string, query: Query) =>
  useQuery({
    queryKey: ["activity", grantId, "summary", query],
    queryFn: ({ signal }) => call<ActivitySummary>("GET", `/grants/${grantId}/activity/summary`, { query, signal }),
    placeholderData: keepPreviousData,
  });
