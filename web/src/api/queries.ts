import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { call } from "./call.ts";
import { learnTime } from "./clock.ts";
import { rowsOfBefore } from "./rows-of-before.ts";
import { sessionIsThere } from "./session.ts";
import type {
  AccessRequest,
  EligibleAccount,
  Grant,
  Me,
  MeAnswer,
  Page,
  RequestInput,
  RequestPreview,
  TimelineEvent,
} from "./shapes.ts";

type ListQuery = Record<string, string | undefined>;

export const useMe = () =>
  useQuery({
    queryKey: ["me"],
    queryFn: async ({ signal }) => {
      const { now, ...me } = await call<MeAnswer>("GET", "/me", { signal });
      learnTime(now);
      sessionIsThere(me.id);
      return me satisfies Me;
    },
  });

export const useRequests = (query: ListQuery, enabled = true) =>
  useQuery({
    queryKey: ["requests", query],
    queryFn: ({ signal }) => call<Page<AccessRequest>>("GET", "/requests", { query, signal }),
    placeholderData: rowsOfBefore(query, ["view"]),
    enabled,
  });

export const useRequest = (id: string | undefined) =>
  useQuery({
    queryKey: ["request", id],
    queryFn: ({ signal }) => call<AccessRequest>("GET", `/requests/${id}`, { signal }),
    enabled: id !== undefined,
  });

export const useTimeline = (id: string) =>
  useInfiniteQuery({
    queryKey: ["timeline", id],
    queryFn: ({ signal, pageParam }) =>
      call<Page<TimelineEvent>>("GET", `/requests/${id}/timeline`, {
        query: { limit: "100", cursor: pageParam },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

export const useGrants = (query: ListQuery) =>
  useQuery({
    queryKey: ["grants", query],
    queryFn: ({ signal }) => call<Page<Grant>>("GET", "/grants", { query, signal }),
  });

export const useEligibility = (search: string) =>
  useQuery({
    queryKey: ["eligibility", search],
    queryFn: ({ signal }) =>
      call<Page<EligibleAccount>>("GET", "/eligibility", { query: { search, limit: "50" }, signal }),
    placeholderData: keepPreviousData,
  });

/** What may be asked for in just these accounts; an account that may not be asked for is not among the answer. */
export const useOffered = (ids: readonly string[]) =>
  useQuery({
    queryKey: ["eligibility", "of", ids],
    queryFn: ({ signal }) =>
      call<Page<EligibleAccount>>("GET", "/eligibility", {
        query: { account: ids.join(","), limit: String(ids.length) },
        signal,
      }),
    placeholderData: keepPreviousData,
    enabled: ids.length > 0,
  });

export const usePreview = (form: RequestInput | undefined) =>
  useQuery({
    queryKey: ["preview", form],
    // With what it is an answer to: it stays while the next is waited for.
    queryFn: async ({ signal }) => ({
      ...(await call<RequestPreview>("POST", "/requests/preview", { body: form, signal })),
      of: form,
    }),
    placeholderData: keepPreviousData,
    enabled: form !== undefined,
    gcTime: 10_000,
  });
