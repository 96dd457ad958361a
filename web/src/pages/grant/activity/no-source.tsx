import Alert from "@cloudscape-design/components/alert";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Grant } from "../../../api/shapes.ts";
import { Time } from "../../../parts/time.tsx";
import { ActivityFrame } from "./activity-frame.tsx";

/** Says that nothing is known, which is not that nothing was done, and how to look it up at AWS. */
export const NoSource = ({ grant, message }: { grant: Grant; message: string }) => (
  <ActivityFrame>
    <SpaceBetween size="m">
      <Alert type="info" header="No source of session activity is set">
        {message} This says nothing about what was done. Until then, look in CloudTrail's event history of the account,
        or in your organisation's trail, for:
      </Alert>
      <KeyValuePairs
        columns={4}
        items={[
          { label: "Account", value: grant.account.id },
          { label: "User name", value: grant.person.userName ?? "the person is gone" },
          { label: "Role name begins with", value: `AWSReservedSSO_${grant.permissionSet.name}_` },
          {
            label: "Between",
            value: (
              <>
                <Time at={grant.activatedAt ?? grant.startsAt} /> and{" "}
                <Time at={grant.credentialsExpireAt ?? grant.endedAt ?? grant.endsAt} />
              </>
            ),
          },
        ]}
      />
    </SpaceBetween>
  </ActivityFrame>
);
