import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import Link from "@cloudscape-design/components/link";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { System } from "../../api/system.ts";
import { spokenAge } from "../../parts/spoken-age.ts";

const unsettledWords = ({ unsettled, now }: System) => {
  const count = unsettled.reduce((sum, one) => sum + one.count, 0);
  const oldest = unsettled.flatMap(({ since }) => since ?? []).sort()[0];
  if (!oldest) return "None";
  return `${count}, the oldest for ${spokenAge(oldest, now)}`;
};

const directoryWords = ({ directory, now }: System) => {
  if (directory.outcome === "running") return <StatusIndicator type="in-progress">Being read now</StatusIndicator>;
  if (directory.succeededAt === null) return <StatusIndicator type="pending">Not read yet</StatusIndicator>;
  return `${spokenAge(directory.succeededAt, now)} ago`;
};

const outboxWords = ({ outbox, now }: System) => {
  if (!outbox.oldestAt) return "None";
  const retrying = outbox.retrying > 0 ? `, ${outbox.retrying} tried in vain` : "";
  return `${outbox.waiting} for up to ${spokenAge(outbox.oldestAt, now)}${retrying}`;
};

/** The few numbers that one looks at first. */
export const Figures = ({ system }: { system: System }) => (
  <Container header={<Header variant="h2">Now</Header>}>
    <KeyValuePairs
      columns={4}
      items={[
        { label: "Assignments not as wanted", value: unsettledWords(system) },
        { label: "Workers", value: system.workers.filter(({ isAlive }) => isAlive).length },
        { label: <Link href="/admin/directory">Directory last read</Link>, value: directoryWords(system) },
        { label: <Link href="/admin/notices">Messages that wait</Link>, value: outboxWords(system) },
      ]}
    />
  </Container>
);
