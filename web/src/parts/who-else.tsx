import { useMe, useRequest } from "../api/queries.ts";
import type { AccessRequest } from "../api/shapes.ts";

type Deciders = NonNullable<AccessRequest["deciders"]>;

const named = 3;

const others = ({ people, count }: Deciders, myId: string | undefined): string => {
  const names = people.filter(({ id }) => id !== myId).map(({ displayName }) => displayName);
  const more = count - 1 - Math.min(named, names.length);
  if (names.length === 0) return "Nobody else may decide it.";
  const shown = [...names.slice(0, named), ...(more > 0 ? [`${more} more`] : [])];
  return `${new Intl.ListFormat("en").format(shown)} may decide it too.`;
};

const weight = ({ approvalsMissing }: Deciders): string =>
  approvalsMissing === 1
    ? "Yours is the last approval that it needs."
    : `After yours it needs ${approvalsMissing - 1} more ${approvalsMissing === 2 ? "approval" : "approvals"}.`;

/** What a word on this request weighs, and who else could say it: looked up when somebody is about to. */
export const WhoElse = ({ requestId, verb }: { requestId: string; verb: "approve" | "reject" }) => {
  const myId = useMe().data?.id;
  const deciders = useRequest(requestId).data?.deciders;
  if (!deciders) return null;
  return (
    <p>
      {verb === "approve" ? weight(deciders) : "One rejection is enough."} {others(deciders, myId)}
    </p>
  );
};
