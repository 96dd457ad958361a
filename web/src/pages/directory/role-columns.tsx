import Popover from "@cloudscape-design/components/popover";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { TableProps } from "@cloudscape-design/components/table";
import type { MirrorRows } from "../../api/directory-sync.ts";
import { spokenDuration } from "../../parts/duration.ts";
import { NamedCell } from "./named-cell.tsx";

const advisedMinutes = 60;

const Session = ({ minutes }: { minutes: number }) =>
  minutes <= advisedMinutes ? (
    spokenDuration(minutes)
  ) : (
    <Popover
      header="A long session"
      dismissAriaLabel="Close"
      content={`Credentials taken just before access ends go on working for up to ${spokenDuration(minutes)}. One hour (PT1H) is advised: set it in IAM Identity Center, on the permission set.`}
    >
      <StatusIndicator type="warning">{spokenDuration(minutes)}</StatusIndicator>
    </Popover>
  );

const InManagement = () => (
  <Popover
    header="Also in the management account"
    dismissAriaLabel="Close"
    content="It is provisioned in the management account, which a delegated administrator may not touch. Deployed as one, Stint can neither give nor remove this role, anywhere: it is not offered. Use a copy of it for the management account."
  >
    <StatusIndicator type="warning">also there</StatusIndicator>
  </Popover>
);

export const roleColumns: TableProps.ColumnDefinition<MirrorRows["permission-sets"]>[] = [
  {
    id: "name",
    header: "Permission set",
    isRowHeader: true,
    minWidth: 200,
    cell: ({ arn, name, goneAt }) => <NamedCell id={arn.split("/").at(-1) ?? arn} name={name} goneAt={goneAt} />,
  },
  { id: "session", header: "Session", minWidth: 120, cell: (set) => <Session minutes={set.sessionDurationMinutes} /> },
  {
    id: "management",
    header: "Management account",
    minWidth: 140,
    cell: ({ inManagementAccount }) => (inManagementAccount ? <InManagement /> : "no"),
  },
  { id: "description", header: "Description", minWidth: 180, cell: ({ description }) => description || "—" },
];
