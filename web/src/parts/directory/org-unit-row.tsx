import Box from "@cloudscape-design/components/box";
import Checkbox from "@cloudscape-design/components/checkbox";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { OrgUnitBranch } from "../../api/directory.ts";
import type { ChosenUnit } from "./branches.ts";

export const spokenAccounts = (count: number): string => (count === 1 ? "1 account" : `${count} accounts`);

/** One unit in the tree: whether it is chosen, and whether with everything below it. */
export const OrgUnitRow = (facts: {
  unit: OrgUnitBranch;
  hasChildren: boolean;
  chosen: ChosenUnit | undefined;
  coveredBy: OrgUnitBranch | undefined;
  disabled: boolean;
  onChange: (next: ChosenUnit | undefined) => void;
}) => {
  const { unit, hasChildren, chosen, disabled, onChange } = facts;
  const held = hasChildren
    ? `${spokenAccounts(unit.accounts)} directly in it, ${unit.accountsBelow} with everything below`
    : spokenAccounts(unit.accounts);
  return (
    <SpaceBetween size="xxs">
      <Checkbox
        checked={chosen !== undefined}
        disabled={disabled}
        ariaLabel={unit.name}
        description={facts.coveredBy ? `${held}. Covered by ${facts.coveredBy.name} already.` : held}
        onChange={({ detail }) => onChange(detail.checked ? { id: unit.id, includeChildOus: hasChildren } : undefined)}
      >
        {unit.name}
      </Checkbox>
      {chosen && (hasChildren || chosen.includeChildOus) ? (
        <Box margin={{ left: "l" }}>
          <Checkbox
            checked={chosen.includeChildOus}
            disabled={disabled}
            ariaLabel={`With everything below ${unit.name}`}
            onChange={({ detail }) => onChange({ id: unit.id, includeChildOus: detail.checked })}
          >
            With everything below
          </Checkbox>
        </Box>
      ) : null}
    </SpaceBetween>
  );
};
