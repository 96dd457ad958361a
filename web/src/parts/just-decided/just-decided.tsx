import Alert from "@cloudscape-design/components/alert";
import Link from "@cloudscape-design/components/link";
import type { AccessRequest, Me } from "../../api/shapes.ts";
import { useLeft } from "./use-left.ts";

const byWhom = ({ decisions }: AccessRequest) => {
  const decider = decisions.at(-1)?.decider;
  return decider ? ` by ${decider.displayName}` : "";
};

const isMyWord = ({ decisions }: AccessRequest, me: Me) => decisions.some(({ decider }) => decider?.id === me.id);

/** Tells what left the list because somebody else was faster, or time was up: nothing vanishes without a word. */
export const JustDecided = ({ me, items }: { me: Me; items: readonly AccessRequest[] | undefined }) => {
  const { left, forget } = useLeft(items);
  const others = left.filter((request) => !isMyWord(request, me));
  if (others.length === 0) return null;
  return (
    <Alert type="info" dismissible onDismiss={forget} dismissAriaLabel="Dismiss" header="No longer yours to decide">
      {others.map((request) => (
        <div key={request.id}>
          <Link href={`/requests/${request.id}`}>
            {request.permissionSet.name} for {request.requester.displayName}
          </Link>{" "}
          was {request.state}
          {byWhom(request)}.
        </div>
      ))}
    </Alert>
  );
};
