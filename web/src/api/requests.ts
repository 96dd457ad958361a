import { call } from "./call.ts";
import type { AccessRequest } from "./shapes.ts";

/** The same question as the page of a request asks, so that either finds what the other has read. */
export const readRequest = (id: string) => ({
  queryKey: ["request", id],
  queryFn: ({ signal }: { signal: AbortSignal }) => call<AccessRequest>("GET", `/requests/${id}`, { signal }),
});
