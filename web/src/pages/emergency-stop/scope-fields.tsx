import FormField from "@cloudscape-design/components/form-field";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { AccountPicker } from "../../parts/directory/account-picker.tsx";
import type { Chosen } from "../../parts/directory/chosen.ts";
import { PeoplePicker } from "../../parts/directory/people-picker.tsx";
import { RolePicker } from "../../parts/directory/role-picker.tsx";
import type { ScopeKind } from "./scope-words.ts";

const kinds: { value: ScopeKind; label: string; description: string }[] = [
  { value: "person", label: "A person", description: "All access that they have or wait for" },
  { value: "account", label: "An account", description: "Everybody’s access to it" },
  { value: "permission-set", label: "A permission set", description: "Everybody’s access by it, in all accounts" },
  { value: "everything", label: "Everything", description: "All access that Stint gave, to anybody" },
];

const pickers = { person: PeoplePicker, account: AccountPicker, "permission-set": RolePicker };
const labels = { person: "Person", account: "Account", "permission-set": "Permission set" };

export const ScopeFields = (facts: {
  kind: ScopeKind;
  chosen: Chosen | undefined;
  error: string | undefined;
  onKind(kind: ScopeKind): void;
  onChosen(chosen: Chosen | undefined): void;
}) => {
  const { kind, chosen } = facts;
  const Picker = kind === "everything" ? undefined : pickers[kind];
  return (
    <SpaceBetween size="l">
      <FormField label="What to stop">
        <RadioGroup value={kind} items={kinds} onChange={({ detail }) => facts.onKind(detail.value as ScopeKind)} />
      </FormField>
      {Picker && kind !== "everything" ? (
        <FormField label={labels[kind]} errorText={facts.error}>
          <Picker chosen={chosen ? [chosen] : []} onChange={(all) => facts.onChosen(all.at(-1))} />
        </FormField>
      ) : null}
    </SpaceBetween>
  );
};
