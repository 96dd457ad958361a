import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import TokenGroup from "@cloudscape-design/components/token-group";
import { useOrgUnitTree } from "../../api/directory.ts";
import { AccountPicker } from "../../parts/directory/account-picker.tsx";
import { OrgUnitTree } from "../../parts/directory/org-unit-tree.tsx";
import type { FieldFacts } from "./field-facts.ts";

const tokensShown = 12;

export const WhereFields = ({ draft, change, errors }: FieldFacts) => {
  const { units } = draft;
  const names = new Map(useOrgUnitTree().data?.items.map(({ id, name }) => [id, name]));
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="An organisational unit means the accounts directly in it, or with everything below."
        >
          Where
        </Header>
      }
    >
      <SpaceBetween size="l">
        <SpaceBetween size="s">
          <OrgUnitTree
            error={errors.scopes}
            chosen={units}
            onChange={(next) => {
              const known = new Map(units.map((unit) => [unit.id, unit]));
              change({
                units: next.map((unit) => ({
                  name: names.get(unit.id) ?? unit.id,
                  ...known.get(unit.id),
                  ...unit,
                })),
              });
            }}
          />
          {units.length > 0 ? (
            <TokenGroup
              limit={tokensShown}
              items={units.map(({ name, includeChildOus, problem }) => ({
                label: includeChildOus ? `${name} and everything below` : name,
                dismissLabel: `Remove ${name}`,
                ...(problem ? { tags: [problem], iconName: "status-warning" as const, iconAlt: "Warning" } : {}),
              }))}
              i18nStrings={{ limitShowMore: "Show more", limitShowFewer: "Show fewer" }}
              onDismiss={({ detail }) => change({ units: units.filter((_, index) => index !== detail.itemIndex) })}
            />
          ) : null}
        </SpaceBetween>
        <FormField label="Accounts" description="Besides those of the organisational units." stretch>
          <AccountPicker chosen={draft.accounts} onChange={(accounts) => change({ accounts })} />
        </FormField>
      </SpaceBetween>
    </Container>
  );
};
