import Box from "@cloudscape-design/components/box";
import Checkbox from "@cloudscape-design/components/checkbox";
import { type StopScope, useStopPreview } from "../../api/emergency-stops.ts";
import { Time } from "../../parts/time.tsx";

/** Whether credentials that were issued already are cut, with until when they live otherwise. */
export const CredentialsField = (facts: {
  scope: StopScope | undefined;
  checked: boolean;
  onChange(checked: boolean): void;
}) => {
  const preview = useStopPreview(facts.scope).data;
  if (preview?.cutsBySettings)
    return <Box color="text-body-secondary">Credentials that were issued already are cut: the settings say so.</Box>;
  return (
    <Checkbox
      checked={facts.checked}
      onChange={({ detail }) => facts.onChange(detail.checked)}
      description={
        preview?.credentialsExpireAt ? (
          <>
            Otherwise they can work until <Time at={preview.credentialsExpireAt} />. The worker needs the rights for it.
          </>
        ) : (
          "The worker needs the rights for it."
        )
      }
    >
      Cut credentials that were issued already
    </Checkbox>
  );
};
