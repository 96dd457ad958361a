import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Link from "@cloudscape-design/components/link";
import ProgressBar from "@cloudscape-design/components/progress-bar";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { type AuditVerification, useVerification, useVerifyNow } from "../../../api/audit.ts";
import { ProblemAlert } from "../../../parts/problem-alert.tsx";
import { Time } from "../../../parts/time.tsx";

const count = (events: number) => `${events.toLocaleString()} ${events === 1 ? "event" : "events"}`;

const Reading = ({ running }: { running: NonNullable<AuditVerification["running"]> }) => {
  const { checked, events, askedBy } = running;
  return (
    <ProgressBar
      value={events > 0 ? Math.floor((100 * checked) / events) : 100}
      label="The whole chain is being read"
      description={askedBy ? `${askedBy.displayName} asked for it.` : "This happens once a day."}
      additionalInfo={`${checked.toLocaleString()} of ${count(events)}. The outcome appears here by itself.`}
    />
  );
};

const Outcome = ({ known }: { known: AuditVerification }) => {
  const { last, checkedUpTo, outcome } = known;
  if (outcome === "unknown" || !last)
    return <StatusIndicator type="pending">The chain has not been read yet.</StatusIndicator>;
  return (
    <div>
      <StatusIndicator type="success">The chain is whole.</StatusIndicator> {count(last.events)} were read from the
      first on, <Time at={last.finishedAt} />. What is new since was verified up to event{" "}
      {checkedUpTo.seq.toLocaleString()}, <Time at={checkedUpTo.lookedAt} />.
    </div>
  );
};

const Broken = ({
  broken,
  last,
}: {
  broken: NonNullable<AuditVerification["broken"]>;
  last: AuditVerification["last"];
}) => (
  <>
    <p>
      The first problem: {broken.message}. What is before it is as it was written; from there on the log cannot be
      relied on. Tell whoever runs the database, and compare with an export that was kept elsewhere.
    </p>
    <p>
      <Link href={`/audit/events/${broken.seq}`}>Event {broken.seq}</Link>
      {last ? (
        <>
          {" · last read on "}
          <Time at={last.finishedAt} />
        </>
      ) : null}
    </p>
  </>
);

/** Whether the log is as it was written, and the way to have that looked at now. */
export const Verification = () => {
  const verification = useVerification();
  const verifyNow = useVerifyNow();
  const known = verification.data;
  if (verification.error) return <ProblemAlert problem={verification.error} retry={() => verification.refetch()} />;
  if (!known) return <StatusIndicator type="loading">Asking whether the chain is whole</StatusIndicator>;
  const { broken, running, last } = known;
  const button = (
    <Button onClick={() => verifyNow.mutate()} loading={verifyNow.isPending} disabled={running !== null}>
      Verify all now
    </Button>
  );
  return (
    <SpaceBetween size="s">
      {verifyNow.error ? <ProblemAlert problem={verifyNow.error} /> : null}
      <Alert
        type={broken ? "error" : "info"}
        header={broken ? `The audit chain is broken at event ${broken.seq}` : "Is the log as it was written?"}
        action={button}
      >
        <div aria-live="polite">
          {broken ? <Broken broken={broken} last={last} /> : null}
          {running ? <Reading running={running} /> : broken ? null : <Outcome known={known} />}
        </div>
      </Alert>
    </SpaceBetween>
  );
};
