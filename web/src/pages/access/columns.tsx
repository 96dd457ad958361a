import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { TableProps } from "@cloudscape-design/components/table";
import type { Grant, Me } from "../../api/shapes.ts";
import { Countdown } from "../../parts/countdown.tsx";
import { Credentials } from "../../parts/credentials.tsx";
import { spokenDuration } from "../../parts/duration.ts";
import { EndButton } from "../../parts/end-button.tsx";
import { ExtendButton } from "../../parts/extend-button.tsx";
import { GrantStateSign } from "../../parts/state.tsx";
import { Time } from "../../parts/time.tsx";
import { UseAccess } from "../../parts/use-access.tsx";
import { GrantTrouble } from "./grant-trouble.tsx";

type Columns = TableProps.ColumnDefinition<Grant>[];

const heldMinutes = ({ activatedAt, endedAt }: Grant) =>
  activatedAt && endedAt ? Math.round((Date.parse(endedAt) - Date.parse(activatedAt)) / 60_000) : undefined;

const Left = ({ grant }: { grant: Grant }) => {
  if (grant.state === "scheduled")
    return (
      <>
        begins in <Countdown until={grant.startsAt} />
      </>
    );
  if (grant.state === "ending") return "being removed";
  return <Countdown until={grant.endsAt} />;
};

const what: Columns = [
  {
    id: "role",
    header: "Role",
    isRowHeader: true,
    cell: ({ id, permissionSet }) => <Link href={`/access/${id}`}>{permissionSet.name}</Link>,
  },
  {
    id: "account",
    header: "Account",
    minWidth: 155,
    cell: ({ account }) => (
      <>
        {account.name}
        <br />
        <small>{account.id}</small>
      </>
    ),
  },
  { id: "person", header: "Who", minWidth: 130, cell: ({ person }) => person.displayName },
  {
    id: "state",
    header: "State",
    minWidth: 140,
    cell: (grant) => (
      <>
        <GrantStateSign grant={grant} />
        <GrantTrouble grant={grant} />
      </>
    ),
  },
];

const granted: Columns[number] = {
  id: "granted",
  header: "Granted",
  minWidth: 180,
  sortingField: "createdAt",
  cell: ({ createdAt }) => <Time at={createdAt} />,
};
const credentials: Columns[number] = {
  id: "credentials",
  header: "Credentials expire",
  minWidth: 190,
  cell: (grant) =>
    grant.credentialsExpireAt && !grant.credentialsCut ? (
      <Time at={grant.credentialsExpireAt} />
    ) : (
      <Credentials grant={grant} />
    ),
};

/** Whether the last cell of a row holds any button. */
const canAct = (grant: Grant, me: Me) => {
  const isUsable = grant.state === "active" && me.id === grant.person.id;
  return grant.abilities.end || (isUsable && (me.portalUrl !== null || me.abilities.request));
};

const seesOthers = ({ personas }: Me) => personas.approver || personas.auditor || personas.admin;

const active = (me: Me): Columns => [
  ...what,
  { id: "left", header: "Left", minWidth: 105, cell: (grant) => <Left grant={grant} /> },
  { id: "from", header: "From", minWidth: 180, cell: ({ startsAt }) => <Time at={startsAt} /> },
  { id: "until", header: "Until", minWidth: 180, sortingField: "endsAt", cell: ({ endsAt }) => <Time at={endsAt} /> },
  credentials,
  granted,
  {
    id: "actions",
    header: "Use or end",
    // One's own access has four buttons, two beside one another; that of others can be ended.
    minWidth: seesOthers(me) ? 200 : 340,
    cell: (grant) => (
      <SpaceBetween direction="horizontal" size="xs">
        {canAct(grant, me) ? null : "—"}
        {me.id === grant.person.id ? <UseAccess grant={grant} portalUrl={me.portalUrl} /> : null}
        <ExtendButton grant={grant} />
        {grant.abilities.end ? <EndButton grant={grant} /> : null}
      </SpaceBetween>
    ),
  },
];

const ended: Columns = [
  ...what,
  { id: "from", header: "Active from", minWidth: 180, cell: ({ activatedAt }) => <Time at={activatedAt} /> },
  { id: "until", header: "Over at", minWidth: 180, cell: ({ endedAt }) => <Time at={endedAt} /> },
  {
    id: "held",
    header: "Held for",
    minWidth: 120,
    cell: (grant) => {
      const minutes = heldMinutes(grant);
      return minutes === undefined ? "never" : spokenDuration(minutes);
    },
  },
  credentials,
  { id: "by", header: "Ended by", cell: ({ endedBy }) => endedBy?.displayName ?? "Stint" },
  { id: "comment", header: "Comment", cell: ({ endComment }) => <span className="as-typed">{endComment ?? "—"}</span> },
  granted,
];

export const columnsFor = (me: Me, view: "active" | "ended"): Columns => (view === "active" ? active(me) : ended);

const hiddenIn = { active: ["from", "granted", "credentials"], ended: ["from", "by", "comment"] };

/** Who it is need not be said to those who see nobody's access but their own. */
export const hiddenFor = (me: Me, view: "active" | "ended"): string[] => [
  ...hiddenIn[view],
  ...(seesOthers(me) ? [] : ["person"]),
];
