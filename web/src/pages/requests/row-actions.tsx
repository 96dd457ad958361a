import SpaceBetween from "@cloudscape-design/components/space-between";
import type { AccessRequest } from "../../api/shapes.ts";
import { DecideButton } from "../../parts/decide-button.tsx";

const verbs = ["approve", "reject", "cancel"] as const;

/** What this person may do with the request, and nothing else. */
export const RowActions = ({ request }: { request: AccessRequest }) => {
  const mine = verbs.filter((verb) => request.abilities[verb]);
  if (mine.length === 0) return "—";
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {mine.map((verb) => (
        <DecideButton key={verb} request={request} verb={verb} look="inline-link" />
      ))}
    </SpaceBetween>
  );
};
