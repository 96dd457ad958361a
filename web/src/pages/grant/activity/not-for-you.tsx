import Alert from "@cloudscape-design/components/alert";
import { ActivityFrame } from "./activity-frame.tsx";

export const NotForYou = () => (
  <ActivityFrame>
    <Alert type="info" header="You may not see what was done with this access">
      It is shown to its holder, to the approvers of the request, and to auditors. Being admin alone shows nobody's
      activity.
    </Alert>
  </ActivityFrame>
);
