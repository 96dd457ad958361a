import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Select from "@cloudscape-design/components/select";
import { useDirectorySearch } from "../../api/directory.ts";
import { useSearchText } from "../../parts/use-search-text.ts";
import type { SectionFacts } from "./section-facts.ts";

/** What a group is called; its id when the directory does not know it. */
const useGroupName = (id: string | null) => {
  const found = useDirectorySearch("groups", id ?? "").data?.items;
  if (id === null) return undefined;
  return found?.find((group) => group.id === id)?.displayName ?? id;
};

/** One group, searched on the server as one types. */
export const GroupField = (facts: {
  section: SectionFacts;
  field: "adminGroupId" | "auditorGroupId";
  label: string;
  description: string;
  mayBeNone: boolean;
}) => {
  const { draft, change, errors, readOnly } = facts.section;
  const id = draft[facts.field];
  const name = useGroupName(id);
  const search = useSearchText();
  const found = useDirectorySearch("groups", search.text ?? "");
  const isSearching = !search.isSettled || found.isPlaceholderData;
  const options = (isSearching ? [] : (found.data?.items ?? [])).map((group) => ({
    value: group.id,
    label: group.displayName,
    description: group.id,
  }));
  return (
    <FormField
      label={facts.label}
      description={facts.description}
      errorText={errors[facts.field]}
      secondaryControl={
        facts.mayBeNone && id !== null && !readOnly ? (
          <Button formAction="none" onClick={() => change({ [facts.field]: null })}>
            No {facts.label.toLowerCase()}
          </Button>
        ) : undefined
      }
    >
      <div onInput={search.onInput}>
        <Select
          selectedOption={id === null ? null : { value: id, label: name ?? id }}
          options={options}
          placeholder="No group"
          filteringType="manual"
          filteringPlaceholder="Find a group"
          filteringAriaLabel="Find a group"
          disabled={readOnly}
          statusType={isSearching || found.isFetching ? "loading" : found.isError ? "error" : "finished"}
          loadingText="Searching"
          errorText="The groups could not be read."
          recoveryText="Try again"
          finishedText={found.data?.nextCursor ? "There are more: type to narrow them down." : ""}
          empty={search.text ? "Nothing matches." : "The directory has none."}
          onLoadItems={({ detail }) => {
            search.look(detail.filteringText);
            if (found.isError) found.refetch();
          }}
          onChange={({ detail }) => change({ [facts.field]: detail.selectedOption.value ?? null })}
          expandToViewport
        />
      </div>
    </FormField>
  );
};
