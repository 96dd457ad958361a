import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import { onlyWithEffect, type PolicyDraft, withoutEffect } from "./policy-draft.ts";

/** What the policy names and is of no effect, by name and id, removed with one click. */
export const WithoutEffect = (facts: { draft: PolicyDraft; change: (part: Partial<PolicyDraft>) => void }) => {
  const found = withoutEffect(facts.draft);
  if (found.length === 0) return null;
  return (
    <Alert
      type="warning"
      header="Parts of this policy have no effect"
      action={<Button onClick={() => facts.change(onlyWithEffect(facts.draft))}>Remove them</Button>}
    >
      <ul className="effect-items">
        {found.map(({ id, name, problem }) => (
          <li key={id}>
            {name}
            {name === id ? "" : ` (${id})`}: {problem}
          </li>
        ))}
      </ul>
      They stop nothing else. Removing them is saved only when you save.
    </Alert>
  );
};
