import SpaceBetween from "@cloudscape-design/components/space-between";
import { DecideButton } from "../../parts/decide-button.tsx";
import { spokenDuration } from "../../parts/duration.ts";
import { Empty } from "../../parts/empty.tsx";
import { Time } from "../../parts/time.tsx";
import { RequestRows } from "./request-rows.tsx";

/** Requests that wait for my word, with the two words beside each. */
export const ToDecide = () => (
  <RequestRows
    title="To decide"
    query={{ view: "to-decide", limit: "10" }}
    all="/requests?view=to-decide"
    empty={<Empty title="Nothing waits for your decision." />}
    sections={[
      { id: "requester", header: "Who", content: ({ requester }) => requester.displayName },
      { id: "for", header: "For", content: ({ durationMinutes }) => spokenDuration(durationMinutes) },
      { id: "asked", header: "Asked", content: ({ createdAt }) => <Time at={createdAt} /> },
      {
        id: "decide",
        content: (request) => (
          <SpaceBetween direction="horizontal" size="xs">
            {request.abilities.approve ? <DecideButton request={request} verb="approve" /> : null}
            {request.abilities.reject ? <DecideButton request={request} verb="reject" /> : null}
          </SpaceBetween>
        ),
      },
    ]}
  />
);
