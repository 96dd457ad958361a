import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Multiselect from "@cloudscape-design/components/multiselect";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useEligibility } from "../../api/queries.ts";
import type { EligibleAccount } from "../../api/shapes.ts";
import { useSearchText } from "../../parts/use-search-text.ts";
import type { Draft } from "./draft.ts";
import type { ChangeDraft } from "./use-draft.ts";

const mostRoles = 4;

const optionOf = ({ id, name, orgUnits, permissionSets }: EligibleAccount) => ({
  value: id,
  label: name,
  description: [id, orgUnits.map((unit) => unit.name).join(" / ")].filter(Boolean).join(" · "),
  tags: [
    ...permissionSets.slice(0, mostRoles).map((role) => role.name),
    ...(permissionSets.length > mostRoles ? [`${permissionSets.length - mostRoles} more`] : []),
  ],
});

const names = (accounts: Draft["accounts"]) =>
  accounts.map(({ id, name }) => (name === id ? id : `${name} (${id})`)).join(", ");

const tokenOf = ({ id, name }: Draft["accounts"][number]) => ({
  value: id,
  label: name,
  ...(name === id ? {} : { description: id }),
});

/** Searches on the server as one types: there may be thousands. */
export const AccountsField = (facts: {
  draft: Draft;
  change: ChangeDraft;
  error: string | undefined;
  /** Chosen once, and not to be asked for any more. */
  lost: Draft["accounts"];
}) => {
  const { draft, change, error, lost } = facts;
  const search = useSearchText();
  const found = useEligibility(search.text ?? "");
  const items = found.data?.items ?? [];
  const isSearching = !search.isSettled || found.isPlaceholderData;
  const choose = (ids: readonly (string | undefined)[]) => {
    const known = new Map([...items, ...draft.accounts].map(({ id, name }) => [id, { id, name }]));
    change({ accounts: ids.flatMap((id) => known.get(id ?? "") ?? []) });
  };
  return (
    <SpaceBetween size="xs">
      <FormField
        label="Accounts"
        description="Search by name, id, organisational unit or role. You may choose several."
        errorText={lost.length > 0 ? `You may not ask for ${names(lost)}.` : error}
      >
        <div onInput={search.onInput}>
          <Multiselect
            selectedOptions={draft.accounts.map(tokenOf)}
            options={isSearching ? [] : items.map(optionOf)}
            filteringType="manual"
            filteringPlaceholder="Name, id, organisational unit or role"
            placeholder="Choose accounts"
            statusType={isSearching || found.isFetching ? "loading" : found.isError ? "error" : "finished"}
            loadingText="Searching"
            errorText="The accounts could not be read."
            recoveryText="Try again"
            finishedText={found.data?.nextCursor ? "There are more: type to narrow them down." : ""}
            empty={
              search.text
                ? "Nothing that you may ask for matches."
                : "No policy lets you ask for anything. Ask your admins."
            }
            onLoadItems={({ detail }) => {
              search.look(detail.filteringText);
              if (found.isError) found.refetch();
            }}
            onChange={({ detail }) => choose(detail.selectedOptions.map(({ value }) => value))}
            deselectAriaLabel={({ label }) => `Remove ${label}`}
            tokenLimit={8}
          />
        </div>
      </FormField>
      {lost.length > 0 ? (
        <Button
          formAction="none"
          onClick={() => change({ accounts: draft.accounts.filter((account) => !lost.includes(account)) })}
        >
          {lost.length === 1 ? "Leave it out" : "Leave them out"}
        </Button>
      ) : null}
    </SpaceBetween>
  );
};
