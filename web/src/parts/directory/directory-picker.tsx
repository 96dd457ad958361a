import Multiselect from "@cloudscape-design/components/multiselect";
import { type DirectoryRows, useDirectorySearch } from "../../api/directory.ts";
import { useSearchText } from "../use-search-text.ts";
import type { Chosen, PickerFacts } from "./chosen.ts";

export type Picks<Kind extends keyof DirectoryRows> = {
  kind: Kind;
  chosenOf: (row: DirectoryRows[Kind]) => Chosen;
  /** What helps to choose, and need not be said of what is chosen. */
  describe?: (row: DirectoryRows[Kind]) => string;
  /** As in “Find a group”, “Groups could not be read.” */
  one: string;
  many: string;
};

const tokensShown = 12;

const optionOf = ({ id, name, detail, problem }: Chosen) => ({
  value: id,
  label: name,
  ...(detail ? { description: detail } : {}),
  ...(problem ? { tags: [problem], iconName: "status-warning" as const, iconAlt: "Warning" } : {}),
});

/** Several things of one kind, searched on the server as one types: there may be thousands. */
export const DirectoryPicker = <Kind extends keyof DirectoryRows>(facts: PickerFacts & { picks: Picks<Kind> }) => {
  const { chosen, onChange, picks } = facts;
  // Nothing is asked before it is opened for the first time.
  const search = useSearchText();
  const found = useDirectorySearch(picks.kind, search.text);
  const isSearching = !search.isSettled || found.isPlaceholderData;
  const rows = found.data?.items ?? [];
  const offered = rows.map(picks.chosenOf);
  const choose = (ids: readonly (string | undefined)[]) => {
    const known = new Map([...offered, ...chosen].map((one) => [one.id, one]));
    onChange(ids.flatMap((id) => known.get(id ?? "") ?? []));
  };
  return (
    <div onInput={search.onInput}>
      <Multiselect
        selectedOptions={chosen.map(optionOf)}
        options={(isSearching ? [] : rows).map((row) => {
          const chosenRow = picks.chosenOf(row);
          return optionOf(picks.describe ? { ...chosenRow, detail: picks.describe(row) } : chosenRow);
        })}
        filteringType="manual"
        filteringPlaceholder={`Find ${picks.one}`}
        filteringAriaLabel={`Find ${picks.one}`}
        placeholder={`Choose ${picks.many}`}
        tokenLimit={tokensShown}
        disabled={facts.disabled ?? false}
        {...(facts.ariaLabel ? { ariaLabel: facts.ariaLabel } : {})}
        statusType={
          found.isError && !found.isFetching
            ? "error"
            : isSearching || found.isFetching || !found.data
              ? "loading"
              : "finished"
        }
        loadingText="Searching"
        errorText={`The ${picks.many} could not be read.`}
        recoveryText="Try again"
        finishedText={found.data?.nextCursor ? "There are more: type to narrow them down." : ""}
        empty={search.text ? "Nothing matches." : "The directory has none."}
        i18nStrings={{ tokenLimitShowMore: "Show more", tokenLimitShowFewer: "Show fewer" }}
        onLoadItems={({ detail }) => {
          search.look(detail.filteringText);
          if (found.isError) found.refetch();
        }}
        onChange={({ detail }) => choose(detail.selectedOptions.map(({ value }) => value))}
        deselectAriaLabel={({ label }) => `Remove ${label}`}
      />
    </div>
  );
};
