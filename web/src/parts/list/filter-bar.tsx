import PropertyFilter, { type PropertyFilterProps } from "@cloudscape-design/components/property-filter";
import { useState } from "react";
import { addressOf, tokensOf } from "./filter-tokens.ts";
import { useFilterValues } from "./filter-values.ts";
import type { ListFilter } from "./list-filter.ts";
import type { ListAddress } from "./use-list-address.ts";

type Naming = (key: string) => (value: string) => string;

const propertyOf =
  (naming: Naming) =>
  ({ key, label, many, kind }: ListFilter): PropertyFilterProps.FilteringProperty => ({
    key,
    propertyLabel: label,
    groupValuesLabel: many,
    operators: [
      kind === "choice"
        ? { operator: "=", tokenType: "enum", format: (values) => [values].flat().map(naming(key)).join(", ") }
        : { operator: "=", format: naming(key) },
    ],
  });

/** Narrows a list; every filter is answered by the server, over all of it. */
export const FilterBar = (facts: { filters: readonly ListFilter[]; address: ListAddress; placeholder: string }) => {
  const { filters, address, placeholder } = facts;
  const values = useFilterValues(filters, address.said);
  const [refused, setRefused] = useState<string>();
  const naming: Naming = (key) => (value) =>
    values.options.find((option) => option.propertyKey === key && option.value === value)?.label ?? value;
  const takesText = filters.some(({ kind }) => kind === "text");

  /** An id is chosen, not typed: what names nothing that was offered would find nothing either. */
  const isOffered = ({ propertyKey, value }: PropertyFilterProps.Token) => {
    const filter = filters.find(({ key }) => key === propertyKey);
    if (filter?.kind !== "found" || address.said[filter.key] === value) return true;
    return values.options.some((option) => option.propertyKey === propertyKey && option.value === value);
  };
  const change = (tokens: readonly PropertyFilterProps.Token[]) => {
    const unknown = tokens.find((token) => !isOffered(token));
    setRefused(unknown && `“${unknown.value}” is not one of those found: choose one from the list.`);
    if (!unknown) address.change(addressOf(tokens, filters));
  };
  return (
    <PropertyFilter
      query={{ operation: "and", tokens: tokensOf(address.said, filters) }}
      filteringProperties={filters.filter(({ kind }) => kind !== "text").map(propertyOf(naming))}
      filteringOptions={values.options}
      filteringStatusType={values.status}
      filteringLoadingText="Searching"
      filteringErrorText="The values could not be read."
      filteringRecoveryText="Try again"
      filteringEmpty="Nothing matches."
      filteringConstraintText={refused}
      {...(takesText
        ? { freeTextFiltering: { operators: [":"], defaultOperator: ":" } }
        : { disableFreeTextFiltering: true })}
      hideOperations
      asyncProperties={false}
      filteringPlaceholder={placeholder}
      filteringAriaLabel={placeholder}
      onLoadItems={({ detail }) => {
        values.search(detail.filteringProperty?.key, detail.filteringText);
        if (values.status === "error" && detail.samePage) values.retry();
      }}
      onChange={({ detail }) => change(detail.tokens)}
      expandToViewport
    />
  );
};
