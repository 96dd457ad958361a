import type { Grant } from "../api/shapes.ts";
import { Time } from "./time.tsx";

type Facts = Pick<Grant, "state" | "credentialsExpireAt" | "activatedAt" | "onStanding" | "kept" | "endedAt">;

/** Why no instant can be named, in words. */
const whyUnknown = ({ state, activatedAt, onStanding, kept, endedAt }: Facts): string => {
  if (endedAt !== null && activatedAt === null) return "AWS never gave access, so there are none.";
  if (kept === "by-another-grant") return "New ones can still be issued: another grant wants the same access.";
  if (onStanding || kept === "standing")
    return "New ones can always be issued: the assignment was there before Stint, and stays.";
  if (state === "ending") return "Not known yet: until AWS confirms the end, new ones can be issued.";
  return "Not known: Identity Center no longer tells the role’s session duration.";
};

/** When the last credentials that AWS may have issued stop working, or why that cannot be said. */
export const Credentials = ({ grant }: { grant: Facts }) =>
  grant.credentialsExpireAt ? (
    <>
      Those issued until the end work until <Time at={grant.credentialsExpireAt} /> at the latest.
    </>
  ) : (
    whyUnknown(grant)
  );
