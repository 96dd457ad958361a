import Button from "@cloudscape-design/components/button";
import { RequestStateSign } from "../../parts/state.tsx";
import { Time } from "../../parts/time.tsx";
import { RequestRows } from "./request-rows.tsx";

/** What I asked for lately, each to be asked for again in one click. */
export const Recent = ({ mayAsk }: { mayAsk: boolean }) => (
  <RequestRows
    title="Recently asked for"
    query={{ view: "mine", state: "approved,rejected,cancelled,expired", limit: "6" }}
    all="/requests?view=mine"
    sections={[
      {
        id: "state",
        content: ({ state, createdAt }) => (
          <>
            <RequestStateSign state={state} />, asked <Time at={createdAt} />
          </>
        ),
      },
      ...(mayAsk
        ? [
            {
              id: "again",
              content: ({ id, permissionSet, accounts }: Parameters<typeof askAgainName>[0] & { id: string }) => (
                <Button href={`/ask?from=${id}`} ariaLabel={askAgainName({ permissionSet, accounts })}>
                  Ask again
                </Button>
              ),
            },
          ]
        : []),
    ]}
  />
);

const askAgainName = (of: { permissionSet: { name: string }; accounts: { name: string }[] }) =>
  `Ask again: ${of.permissionSet.name} in ${of.accounts.map(({ name }) => name).join(", ")}`;
