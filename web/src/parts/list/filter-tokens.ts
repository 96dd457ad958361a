import type { PropertyFilterProps } from "@cloudscape-design/components/property-filter";
import type { ListFilter } from "./list-filter.ts";

type Address = Record<string, string | undefined>;
type Token = PropertyFilterProps.Token;

/** The filters of an address as tokens. Several values of one choice are one token: any of them matches. */
export const tokensOf = (address: Address, filters: readonly ListFilter[]): Token[] =>
  filters.flatMap((filter): Token[] => {
    const value = address[filter.key];
    if (!value) return [];
    if (filter.kind === "text") return [{ operator: ":", value }];
    return [{ propertyKey: filter.key, operator: "=", value: filter.kind === "choice" ? value.split(",") : value }];
  });

const textOf = (token: Token): string => [token.value].flat().join(",").trim();

/** The part of the address that says the same as the tokens; of two for one filter the later holds. */
export const addressOf = (tokens: readonly Token[], filters: readonly ListFilter[]): Address => {
  const free = filters.find(({ kind }) => kind === "text")?.key;
  const none: Address = Object.fromEntries(filters.map(({ key }) => [key, undefined]));
  const given = tokens.flatMap((token) => {
    const key = token.propertyKey ?? free;
    return key && textOf(token) ? [[key, textOf(token)] as const] : [];
  });
  return { ...none, ...Object.fromEntries(given) };
};
