import Box from "@cloudscape-design/components/box";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useMe, useRequests } from "../../api/queries.ts";
import type { AccessRequest } from "../../api/shapes.ts";
import { Countdown } from "../../parts/countdown.tsx";
import { DecideButton } from "../../parts/decide-button.tsx";
import { spokenDuration } from "../../parts/duration.ts";
import { JustDecided } from "../../parts/just-decided/late-just-decided.tsx";
import { Time } from "../../parts/time.tsx";
import { RequestRows } from "./request-rows.tsx";

const longest = 240;

const cut = (text: string) => (text.length > longest ? `${text.slice(0, longest)} …` : text);

const Why = ({ ticket, justification }: AccessRequest) => (
  <div className="as-typed">{cut([ticket, justification].filter(Boolean).join(" · ")) || "—"}</div>
);

const When = ({ durationMinutes, startsAt }: AccessRequest) => (
  <>
    {spokenDuration(durationMinutes)}, {startsAt ? <Time at={startsAt} /> : "as soon as approved"}
  </>
);

const query = { view: "to-decide", limit: "10" };

/** Requests that wait for my word: who, why, when and for how long, with the two words beside each. */
export const ToDecide = () => {
  const me = useMe().data;
  const items = useRequests(query).data?.items;
  return (
    <SpaceBetween size="s">
      {me ? <JustDecided me={me} items={items} /> : null}
      <RequestRows
        title="To decide"
        query={query}
        all="/requests?view=to-decide"
        empty={<Box color="inherit">Nothing waits for your decision.</Box>}
        sections={[
          { id: "requester", header: "Who", content: ({ requester }) => requester.displayName },
          { id: "why", header: "Why", content: (request) => <Why {...request} /> },
          { id: "for", header: "When and for how long", content: (request) => <When {...request} /> },
          {
            id: "approvals",
            header: "Approvals",
            content: ({ approvalsGiven, approvalsNeeded, expiresAt }) => (
              <>
                {approvalsGiven} of {approvalsNeeded}, expires in <Countdown until={expiresAt} />
              </>
            ),
          },
          {
            id: "decide",
            content: (request) => (
              <SpaceBetween direction="horizontal" size="xs">
                {request.abilities.approve ? <DecideButton request={request} verb="approve" look="primary" /> : null}
                {request.abilities.reject ? <DecideButton request={request} verb="reject" /> : null}
              </SpaceBetween>
            ),
          },
        ]}
      />
    </SpaceBetween>
  );
};
