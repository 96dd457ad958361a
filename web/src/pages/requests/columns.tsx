import Link from "@cloudscape-design/components/link";
import type { TableProps } from "@cloudscape-design/components/table";
import type { AccessRequest } from "../../api/shapes.ts";
import { Accounts } from "../../parts/accounts.tsx";
import { Countdown } from "../../parts/countdown.tsx";
import { spokenDuration } from "../../parts/duration.ts";
import { RequestStateSign } from "../../parts/state.tsx";
import { Time } from "../../parts/time.tsx";
import { RowActions } from "./row-actions.tsx";
import type { View } from "./views.tsx";

type Column = TableProps.ColumnDefinition<AccessRequest> & { id: string };

const longest = 120;
const cut = (text: string) => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text);

const deciders = ({ decisions }: AccessRequest) =>
  decisions.map(({ decider }) => decider?.displayName ?? "policy").join(", ") || "—";

const columns: Column[] = [
  {
    id: "role",
    header: "Role",
    isRowHeader: true,
    minWidth: 120,
    cell: ({ id, permissionSet }) => <Link href={`/requests/${id}`}>{permissionSet.name}</Link>,
  },
  { id: "requester", header: "Who", minWidth: 100, cell: ({ requester }) => requester.displayName },
  { id: "accounts", header: "Accounts", minWidth: 120, cell: ({ accounts }) => <Accounts of={accounts} /> },
  { id: "state", header: "State", minWidth: 135, cell: ({ state }) => <RequestStateSign state={state} /> },
  { id: "for", header: "For", minWidth: 95, cell: ({ durationMinutes }) => spokenDuration(durationMinutes) },
  {
    id: "asked",
    header: "Asked",
    minWidth: 110,
    sortingField: "createdAt",
    cell: ({ createdAt }) => <Time at={createdAt} />,
  },
  {
    id: "expires",
    header: "Expires",
    minWidth: 100,
    sortingField: "expiresAt",
    cell: ({ state, expiresAt }) =>
      state === "pending" ? (
        <>
          in <Countdown until={expiresAt} />
        </>
      ) : (
        "—"
      ),
  },
  {
    id: "start",
    header: "Start",
    minWidth: 110,
    cell: ({ startsAt }) => (startsAt ? <Time at={startsAt} /> : "once approved"),
  },
  { id: "ticket", header: "Ticket", minWidth: 90, cell: ({ ticket }) => ticket ?? "—" },
  {
    id: "justification",
    header: "Justification",
    minWidth: 160,
    cell: ({ justification }) => <span className="as-typed">{cut(justification ?? "—")}</span>,
  },
  {
    id: "approvals",
    header: "Approvals",
    minWidth: 90,
    cell: ({ approvalRequired, approvalsGiven, approvalsNeeded }) =>
      approvalRequired ? `${approvalsGiven} of ${approvalsNeeded}` : "by policy",
  },
  { id: "decided", header: "Decided by", minWidth: 110, cell: deciders },
  { id: "actions", header: "Actions", minWidth: 130, cell: (request) => <RowActions request={request} /> },
];

const hiddenIn: Record<View, string[]> = {
  mine: ["requester", "expires", "start", "justification", "approvals"],
  "to-decide": ["state", "start", "ticket", "decided"],
  decided: ["expires", "start", "ticket", "justification", "approvals", "actions"],
  "in-my-scope": ["expires", "start", "ticket", "justification", "approvals"],
  all: ["expires", "start", "ticket", "justification", "approvals", "actions"],
};

/** By expiry only what waits for a decision can be sorted: the server has no such order of the rest. */
const columnsIn = (view: View): Column[] =>
  columns.map((column) => {
    if (view === "to-decide" || column.id !== "expires") return column;
    const { sortingField: _, ...unsorted } = column;
    return unsorted;
  });

const views = Object.keys(hiddenIn) as View[];

const columnsByView = Object.fromEntries(views.map((view) => [view, columnsIn(view)])) as Record<View, Column[]>;

/** All columns of a view, and which of them are hidden until somebody wants them. */
export const columnsOf = (view: View) => ({ columns: columnsByView[view], hiddenColumns: hiddenIn[view] });
