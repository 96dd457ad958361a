import Box from "@cloudscape-design/components/box";
import type { Grant } from "../../api/shapes.ts";
import { Time } from "../../parts/time.tsx";

/** What else is true of a grant: who ended it, how the work at AWS goes, what AWS said. */
export const GrantNews = ({ grant }: { grant: Grant }) => {
  const { progress } = grant;
  return (
    <Box fontSize="body-s" color="text-body-secondary">
      {grant.endedBy ? (
        <div className="as-typed">
          by {grant.endedBy.displayName}
          {grant.endComment ? `: ${grant.endComment}` : ""}
        </div>
      ) : null}
      {grant.failure ? <div className="as-typed">{grant.failure}</div> : null}
      {grant.onStanding ? <div>The assignment was there before and stays.</div> : null}
      {progress?.lastError ? <div className="as-typed">AWS: {progress.lastError}</div> : null}
      {progress?.nextTryAt ? (
        <div>
          next try <Time at={progress.nextTryAt} />
        </div>
      ) : null}
      {progress && progress.placeInLine > 0 ? <div>{progress.placeInLine} before it</div> : null}
      {progress?.unconfirmedSince ? (
        <div>
          removal not confirmed since <Time at={progress.unconfirmedSince} />
        </div>
      ) : null}
    </Box>
  );
};
