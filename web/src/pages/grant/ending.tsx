import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import type { Grant } from "../../api/shapes.ts";
import { Credentials } from "../../parts/credentials.tsx";
import { Time } from "../../parts/time.tsx";

const reasons: Record<NonNullable<Grant["endReason"]>, string> = {
  elapsed: "Its time was up",
  revoked: "It was ended early",
  "eligibility-lost": "The person may no longer have this access",
  "person-disabled": "The person was disabled or is gone",
  "found-gone": "Somebody took it away in AWS, not through Stint",
  restored: "Stint's database was restored to an earlier moment",
  "emergency-stop": "An emergency stop ended it",
};

const whatStays = ({ kept, onStanding, activatedAt, endedAt, endReason }: Grant) => {
  if (endReason === "found-gone" && endedAt && kept === null) return "Nothing: AWS was found not to hold it any more.";
  if (kept === "by-another-grant") return "The assignment stays: other access of the same kind goes on.";
  if (kept === "standing" || onStanding)
    return "The assignment was there before Stint, and stays: Stint never removes what it did not create.";
  if (kept === "account-gone")
    return "Nobody gets into the account, which left the organisation. If it comes back, Stint removes the assignment.";
  if (!endedAt) return "Nothing: Stint removes the assignment when it ends.";
  return activatedAt ? "Nothing: AWS confirmed the removal." : "Nothing: AWS never confirmed that it was there.";
};

/** How and why it ended or will end, and from when on it is truly of no use any more. */
export const Ending = ({ grant }: { grant: Grant }) => {
  const isPlanned = grant.endReason === null && grant.state !== "failed";
  return (
    <Container header={<Header variant="h2">The end</Header>}>
      <KeyValuePairs
        columns={4}
        items={[
          {
            label: isPlanned ? "Will end" : "Why",
            value: grant.endReason ? reasons[grant.endReason] : isPlanned ? <Time at={grant.endsAt} /> : "It failed",
          },
          ...(isPlanned ? [] : [{ label: "Ended by", value: grant.endedBy ? grant.endedBy.displayName : "Stint" }]),
          ...(grant.endCauses.length > 0
            ? [
                {
                  label: "What changed",
                  value: <span className="as-typed">{grant.endCauses.map(({ message }) => message).join(" ")}</span>,
                },
              ]
            : []),
          {
            label: "Over since, confirmed by AWS",
            value: grant.endedAt ? <Time at={grant.endedAt} /> : "not over",
          },
          { label: "Issued credentials", value: <Credentials grant={grant} /> },
          ...(grant.endComment
            ? [{ label: "Comment", value: <span className="as-typed">{grant.endComment}</span> }]
            : []),
          { label: "What stays at AWS", value: whatStays(grant) },
        ]}
      />
    </Container>
  );
};
