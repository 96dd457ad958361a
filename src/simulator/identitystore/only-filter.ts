import type { Filter } from "@aws-sdk/client-identitystore";
import { invalid } from "./known-things.ts";

/** The value to filter by, or undefined; any attribute but the one AWS supports is refused. */
export const onlyFilter = (filters: readonly Filter[] | undefined, attributePath: string): string | undefined => {
  const filter = filters?.[0];
  if (!filter) return undefined;
  if (filter.AttributePath?.toLowerCase() !== attributePath.toLowerCase() || !filter.AttributeValue)
    throw invalid(`Filter is not supported: the only attribute path is ${attributePath}, with a value.`);
  return filter.AttributeValue;
};
