import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import type { AuditEvent } from "../../../api/audit.ts";
import { shown, spokenField } from "./difference.ts";

const labels: Record<string, string> = {
  because: "Reasons",
  comment: "Comment",
  attempt: "What was tried",
  permissionSetArn: "Role (ARN)",
  accountIds: "Accounts",
  startsAt: "Starts at",
  endsAt: "Ends at",
  events: "Events",
  outcome: "Outcome",
  message: "What is wrong",
};

type Reason = { code: string; message: string };
const isReason = (value: unknown): value is Reason =>
  typeof value === "object" && value !== null && "code" in value && "message" in value;

const told = (value: unknown) =>
  Array.isArray(value) && value.length > 0 && value.every(isReason)
    ? value.map(({ code, message }) => (
        <div key={code}>
          {message} <code>{code}</code>
        </div>
      ))
    : (shown(value) ?? "—");

/** What else was written down, besides before and after. */
export const Details = ({ event }: { event: AuditEvent }) => {
  const { before: _, after: __, ...others } = event.data;
  const rows = Object.entries(others);
  if (rows.length === 0) return null;
  return (
    <Container header={<Header variant="h2">Further particulars</Header>}>
      <KeyValuePairs
        columns={2}
        items={rows.map(([key, value]) => ({
          label: labels[key] ?? spokenField(key),
          value: <div className="as-typed">{told(value)}</div>,
        }))}
      />
    </Container>
  );
};
