import Box from "@cloudscape-design/components/box";
import type { Grant } from "../../api/shapes.ts";
import { Time } from "../../parts/time.tsx";

/** What else is true of a grant: who ended it, whether the assignment stayed, how the work at AWS goes, what AWS said. */
export const GrantNews = ({ grant }: { grant: Grant }) => {
  const { progress, kept } = grant;
  return (
    <Box fontSize="body-s" color="text-body-secondary">
      {grant.endedBy ? (
        <div className="as-typed">
          by {grant.endedBy.displayName}
          {grant.endComment ? `: ${grant.endComment}` : ""}
        </div>
      ) : null}
      {grant.endCauses.map(({ message }) => (
        <div key={message} className="as-typed">
          {message}
        </div>
      ))}
      {grant.failure ? <div className="as-typed">AWS: {grant.failure}</div> : null}
      {kept === "by-another-grant" ? <div>The assignment stays, because another grant wants it.</div> : null}
      {kept === "account-gone" ? (
        <div>
          The account left the organisation: nobody gets in there through Identity Center. If it comes back, Stint
          removes the assignment.
        </div>
      ) : null}
      {kept === "standing" || grant.onStanding ? (
        <div>The assignment was there before Stint, and stays. Stint never removes it.</div>
      ) : null}
      {progress?.lastError ? <div className="as-typed">AWS: {progress.lastError}</div> : null}
      {progress?.nextTryAt && progress.attempts > 0 ? (
        <div>
          Next try <Time at={progress.nextTryAt} />, after {progress.attempts} that did not succeed
        </div>
      ) : null}
      {progress && progress.placeInLine > 0 ? <div>In line, {progress.placeInLine} before it</div> : null}
      {progress?.unconfirmedSince ? (
        <div>
          AWS has not confirmed the removal since <Time at={progress.unconfirmedSince} />
        </div>
      ) : null}
    </Box>
  );
};
