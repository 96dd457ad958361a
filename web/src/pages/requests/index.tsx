import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMe } from "../../api/queries.ts";
import { useFrame } from "../../shell/frame.tsx";
import { requestsHelp } from "./help.tsx";
import { type RequestsQuery, readQuery } from "./requests-query.ts";
import { RequestsTable } from "./requests-table.tsx";

const frame = { title: "Requests", crumbs: [{ text: "Requests", href: "/requests" }], help: requestsHelp };

/** Requests by view. View, filter and page are in the address: it can be shared, and the browser's back button works. */
export const RequestsPage = () => {
  useFrame(frame);
  const me = useMe().data;
  const query = readQuery(useSearch({ strict: false }));
  const navigate = useNavigate();
  const change = (part: Partial<RequestsQuery>) =>
    navigate({ to: "/requests", search: { ...query, cursor: undefined, ...part } as never });
  return me ? <RequestsTable me={me} query={query} change={change} /> : null;
};
