import type { AnyPolicy } from "../../api/policies.ts";
import { Time } from "../../parts/time.tsx";

/** When the policy became what it is, and who made it so. */
export const LastChange = ({ policy }: { policy: AnyPolicy }) => (
  <>
    {policy.version === 1 ? "Made" : "Changed"} <Time at={policy.updatedAt} />
    {policy.updatedBy ? ` by ${policy.updatedBy.displayName}` : ""}
  </>
);
