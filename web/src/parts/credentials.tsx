import type { Grant } from "../api/shapes.ts";
import { Time } from "./time.tsx";

type Facts = Pick<Grant, "credentialsExpireAt" | "credentialsCut" | "activatedAt" | "onStanding" | "kept" | "endedAt">;

type Cut = NonNullable<Grant["credentialsCut"]>;

/** What became of credentials that were to be cut. */
const CutCredentials = ({ cut }: { cut: Cut }) => {
  const made = (
    <>
      Those issued before <Time at={cut.issuedBefore} /> were cut at <Time at={cut.inForceAt ?? cut.askedAt} />.
    </>
  );
  const atTheLatest = (
    <>
      they work until <Time at={cut.expiresAt} /> at the latest.
    </>
  );
  switch (cut.state) {
    case "in-force":
      return cut.unconfirmedSince ? (
        <>
          {made} Not confirmed since <Time at={cut.unconfirmedSince} />: if AWS does not hold the cut any more,{" "}
          {atTheLatest}
        </>
      ) : (
        made
      );
    case "lifted":
      return (
        <>
          {made} The cut was lifted at <Time at={cut.overAt ?? cut.expiresAt} />; the last of them expire by themselves
          at <Time at={cut.expiresAt} />.
        </>
      );
    case "asked":
      return (
        <>
          {cut.inForceAt ? <>{made} AWS does not hold that any more. </> : null}
          {cut.waits ? "To be cut, but AWS’s policy has no room for it now: " : "Being cut; until AWS confirms it, "}
          {atTheLatest}
        </>
      );
    case "lapsed":
      return cut.inForceAt ? (
        <>
          {made} AWS did not hold that to the end: {atTheLatest}
        </>
      ) : (
        <>They were to be cut, and were not: {atTheLatest}</>
      );
  }
};

/** Why no instant can be named, in words. */
const whyUnknown = ({ activatedAt, onStanding, kept, endedAt }: Facts): string => {
  if (endedAt !== null && activatedAt === null) return "AWS never gave access, so there are none.";
  if (kept === "by-another-grant") return "New ones can still be issued: another grant wants the same access.";
  if (onStanding || kept === "standing")
    return "New ones can always be issued: the assignment was there before Stint, and stays.";
  return "Not known yet: until AWS confirms the end, new ones can be issued.";
};

/** When the last credentials that AWS may have issued stop working, or why that cannot be said. */
export const Credentials = ({ grant }: { grant: Facts }) =>
  grant.credentialsCut ? (
    <CutCredentials cut={grant.credentialsCut} />
  ) : grant.credentialsExpireAt ? (
    <>
      Those issued until the end work until <Time at={grant.credentialsExpireAt} /> at the latest.
    </>
  ) : (
    whyUnknown(grant)
  );
