import Box from "@cloudscape-design/components/box";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import TreeView from "@cloudscape-design/components/tree-view";
import { useMemo, useState } from "react";
import { useOrgUnitTree } from "../../api/directory.ts";
import { ProblemAlert } from "../problem-alert.tsx";
import { useSettled } from "../use-settled.ts";
import { branchesOf, type ChosenUnit, coveredAccounts, coveredBy, matching } from "./branches.ts";
import { OrgUnitRow, spokenAccounts } from "./org-unit-row.tsx";

/**
 * Organisational units to choose from, as the tree that they are. What is chosen and gone is not in it: the caller shows that. It labels
 * itself: inside a form field every box in it would be called by the field's label.
 */
export const OrgUnitTree = (facts: {
  chosen: readonly ChosenUnit[];
  onChange: (chosen: ChosenUnit[]) => void;
  error?: string | undefined;
  disabled?: boolean;
}) => {
  const { chosen, onChange, disabled = false } = facts;
  const tree = useOrgUnitTree();
  const branches = useMemo(() => branchesOf(tree.data?.items ?? []), [tree.data]);
  const [typed, setTyped] = useState("");
  const words = useSettled(typed.trim());
  const search = useMemo(() => (words ? matching(branches, words) : undefined), [branches, words]);
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(new Map());

  if (tree.error) return <ProblemAlert problem={tree.error} retry={() => tree.refetch()} />;
  if (tree.isPending) return <StatusIndicator type="loading">Loading the organisational units</StatusIndicator>;

  // Opened by itself: the top, what leads to something chosen, and what a search has found.
  const leading = new Set(chosen.flatMap(({ id }) => branches.above(id).map((unit) => unit.id)));
  const isOpen = (id: string) =>
    toggled.get(id) ?? (search?.open.has(id) || leading.has(id) || branches.byId.get(id)?.parentId === null);
  const isShown = ({ id }: { id: string }) => !search || search.shown.has(id);
  const put = (id: string, next: ChosenUnit | undefined) =>
    onChange(
      next && !chosen.some((unit) => unit.id === id)
        ? [...chosen, next]
        : chosen.flatMap((unit) => (unit.id === id ? (next ?? []) : unit)),
    );
  return (
    <SpaceBetween size="xs">
      <FormField label="Organisational units" errorText={facts.error} stretch>
        <Input
          type="search"
          value={typed}
          placeholder="Find an organisational unit"
          clearAriaLabel="Clear"
          onChange={({ detail }) => {
            setTyped(detail.value);
            setToggled(new Map());
          }}
        />
      </FormField>
      <Box color="text-body-secondary" fontSize="body-s">
        <span role="status">
          {search
            ? `${search.found} of ${branches.byId.size} units match.`
            : `The chosen units cover ${spokenAccounts(coveredAccounts(branches, chosen))}.`}
        </span>
      </Box>
      {search?.found === 0 ? null : (
        <TreeView
          ariaLabel="Organisational units"
          items={branches.roots.filter(isShown)}
          getItemId={({ id }) => id}
          getItemChildren={({ id }) => branches.childrenOf(id).filter(isShown)}
          expandedItems={[...branches.byId.keys()].filter(isOpen)}
          onItemToggle={({ detail }) => setToggled((now) => new Map([...now, [detail.id, detail.expanded]]))}
          i18nStrings={{
            expandButtonLabel: () => "Open",
            collapseButtonLabel: () => "Close",
          }}
          renderItem={(unit) => ({
            announcementLabel: unit.name,
            content: (
              <OrgUnitRow
                unit={unit}
                hasChildren={branches.childrenOf(unit.id).length > 0}
                chosen={chosen.find(({ id }) => id === unit.id)}
                coveredBy={coveredBy(branches, chosen, unit.id)}
                disabled={disabled}
                onChange={(next) => put(unit.id, next)}
              />
            ),
          })}
        />
      )}
    </SpaceBetween>
  );
};
