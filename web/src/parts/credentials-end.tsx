import type { Grant } from "../api/shapes.ts";
import { Time } from "./time.tsx";

/** Why there is no minute at which issued credentials are good for nothing; undefined when there is one. */
const whyNoExpiry = (grant: Grant): string | undefined => {
  if (grant.credentialsExpireAt) return undefined;
  if (grant.kept === "by-another-grant") return "not yet: other access of the same kind goes on";
  if (grant.kept === "standing" || grant.onStanding) return "never: the assignment was there before Stint and stays";
  if (grant.state === "ending") return "not known until AWS confirms the end";
  const isOver = grant.state === "ended" || grant.state === "failed";
  if (isOver && !grant.activatedAt) return "none were issued: AWS never confirmed the access";
  return "not known: the role's session duration cannot be read any more";
};

/** When the last credentials that AWS may have issued stop working, or in words why that cannot be said. */
export const CredentialsEnd = ({ grant }: { grant: Grant }) =>
  grant.credentialsExpireAt ? <Time at={grant.credentialsExpireAt} /> : (whyNoExpiry(grant) ?? null);
