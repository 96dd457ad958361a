import FormField from "@cloudscape-design/components/form-field";
import Multiselect from "@cloudscape-design/components/multiselect";
import { useState } from "react";
import { useEligibility } from "../../api/queries.ts";
import type { EligibleAccount } from "../../api/shapes.ts";
import { useSettled } from "../../parts/use-settled.ts";
import type { Draft } from "./draft.ts";
import { sharedRoles } from "./form-of.ts";

type Change = (part: Partial<Draft>) => void;

const optionOf = ({ id, name, orgUnits }: Pick<EligibleAccount, "id" | "name"> & Partial<EligibleAccount>) => ({
  value: id,
  label: name,
  description: [id, orgUnits?.map((unit) => unit.name).join(" / ")].filter(Boolean).join(" · "),
});

/** Searches on the server as one types: there may be thousands. */
export const AccountsField = ({
  draft,
  change,
  error,
}: {
  draft: Draft;
  change: Change;
  error: string | undefined;
}) => {
  const [typed, setTyped] = useState("");
  const found = useEligibility(useSettled(typed));
  const items = found.data?.items ?? [];
  const choose = (ids: readonly (string | undefined)[]) => {
    const known = new Map([...items, ...draft.accounts].map((account) => [account.id, account]));
    const accounts = ids.flatMap((id) => {
      const account = known.get(id ?? "");
      return account ? [{ id: account.id, name: account.name, permissionSets: account.permissionSets }] : [];
    });
    const keepsRole = sharedRoles(accounts).some(({ arn }) => arn === draft.roleArn);
    change({ accounts, roleArn: keepsRole ? draft.roleArn : undefined });
  };
  return (
    <FormField label="Accounts" description="Search by account name or id, or by role." errorText={error}>
      <Multiselect
        selectedOptions={draft.accounts.map(optionOf)}
        options={items.map(optionOf)}
        filteringType="manual"
        filteringPlaceholder="Find an account"
        placeholder="Choose accounts"
        statusType={found.isFetching ? "loading" : found.isError ? "error" : "finished"}
        loadingText="Searching"
        errorText="The accounts could not be read."
        recoveryText="Try again"
        finishedText={found.data?.nextCursor ? "There are more: type to narrow them down." : ""}
        empty={typed ? "Nothing that you may ask for matches." : "There is nothing that you may ask for."}
        onLoadItems={({ detail }) => {
          setTyped(detail.filteringText);
          if (found.isError) found.refetch();
        }}
        onChange={({ detail }) => choose(detail.selectedOptions.map(({ value }) => value))}
        deselectAriaLabel={({ label }) => `Remove ${label}`}
      />
    </FormField>
  );
};
