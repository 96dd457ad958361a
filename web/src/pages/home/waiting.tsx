import { Countdown } from "../../parts/countdown.tsx";
import { DecideButton } from "../../parts/decide-button.tsx";
import { RequestRows } from "./request-rows.tsx";

/** What I asked for and nobody has decided yet. */
export const Waiting = () => (
  <RequestRows
    title="Waiting for approval"
    query={{ view: "mine", state: "pending", limit: "10" }}
    all="/requests?view=mine&state=pending"
    sections={[
      {
        id: "approvals",
        header: "Approvals",
        content: ({ approvalsGiven, approvalsNeeded }) => `${approvalsGiven} of ${approvalsNeeded}`,
      },
      { id: "expires", header: "Expires in", content: ({ expiresAt }) => <Countdown until={expiresAt} /> },
      {
        id: "cancel",
        content: (request) => (request.abilities.cancel ? <DecideButton request={request} verb="cancel" /> : null),
      },
    ]}
  />
);
