import { useMemo } from "react";
import { useActivity, useActivitySummary } from "../../../api/access.ts";
import { ApiProblem } from "../../../api/api-problem.ts";
import type { Grant } from "../../../api/shapes.ts";
import { useListAddress } from "../../../parts/list/use-list-address.ts";
import { activityFilters } from "./activity-filters.ts";
import { ActivityFrame } from "./activity-frame.tsx";
import { ActivityProblem } from "./activity-problem.tsx";
import { Events } from "./events.tsx";
import { NoSource } from "./no-source.tsx";
import { NotForYou } from "./not-for-you.tsx";

/** What was done with this access, from CloudTrail; or plainly why that cannot be told. */
export const Activity = ({ grant }: { grant: Grant }) => {
  const bare = useMemo(() => activityFilters([]), []);
  const address = useListAddress({ filters: bare });
  const { outcome, service, from, to } = address.query;
  const activity = useActivity(grant.id, { outcome, service, from, to });
  const summary = useActivitySummary(grant.id, { outcome, service, from, to }).data;
  const source = activity.data?.pages.at(-1)?.source;
  if (activity.error instanceof ApiProblem && activity.error.status === 404) return <NotForYou />;
  if (activity.error) return <ActivityProblem problem={activity.error} retry={() => activity.refetch()} />;
  if (!source) return <ActivityFrame>Loading</ActivityFrame>;
  if (!source.configured) return <NoSource grant={grant} message={source.message} />;
  return <Events grant={grant} address={address} activity={activity} source={source} summary={summary} />;
};
