import Button from "@cloudscape-design/components/button";
import { Empty } from "../../parts/empty.tsx";
import { RequestStateSign } from "../../parts/state.tsx";
import { Time } from "../../parts/time.tsx";
import { RequestRows } from "./request-rows.tsx";

/** What I asked for lately, each to be asked for again in one click. */
export const Recent = () => (
  <RequestRows
    title="Recently asked for"
    query={{ view: "mine", state: "approved,rejected,cancelled,expired", limit: "5" }}
    all="/requests?view=mine"
    empty={
      <Empty title="You have not asked for access yet.">
        <Button href="/ask">Ask for access</Button>
      </Empty>
    }
    sections={[
      { id: "state", header: "State", content: ({ state }) => <RequestStateSign state={state} /> },
      { id: "asked", header: "Asked", content: ({ createdAt }) => <Time at={createdAt} /> },
      {
        id: "again",
        content: ({ id, permissionSet }) => (
          <Button href={`/ask?from=${id}`} ariaLabel={`Ask again for ${permissionSet.name}`}>
            Ask again
          </Button>
        ),
      },
    ]}
  />
);
