import type { AlternateIdentifier, ExternalId } from "@aws-sdk/client-identitystore";
import { invalid } from "./known-things.ts";

type Sought = { externalId: ExternalId } | { path: string; value: string };

/** What an alternate identifier asks for; exactly one of its two forms must be there. */
export const soughtBy = (identifier: AlternateIdentifier): Sought => {
  const { ExternalId: externalId, UniqueAttribute: unique } = identifier;
  if (externalId && !unique) return { externalId };
  if (!unique || externalId) throw invalid("AlternateIdentifier must have exactly one of ExternalId, UniqueAttribute.");
  if (!unique.AttributePath || typeof unique.AttributeValue !== "string")
    throw invalid("UniqueAttribute must have an AttributePath and a string as its AttributeValue.");
  return { path: unique.AttributePath.toLowerCase(), value: unique.AttributeValue };
};

export const hasExternalId = (row: { externalIds: ExternalId[] }, wanted: ExternalId): boolean =>
  row.externalIds.some((one) => one.Issuer === wanted.Issuer && one.Id === wanted.Id);
