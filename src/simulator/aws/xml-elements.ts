import { escapeMarkup } from "../escape-markup.ts";

/** What an XML answer holds: members in order, a list as the same element repeated, absent members left out. */
export type XmlValue = string | number | boolean | Date | undefined | XmlFields | readonly XmlValue[];
export type XmlFields = { readonly [name: string]: XmlValue };

export const xmlElements = (fields: XmlFields): string =>
  Object.entries(fields)
    .map(([name, value]) => element(name, value))
    .join("");

const element = (name: string, value: XmlValue): string => {
  if (value === undefined) return "";
  if (Array.isArray(value)) return value.map((one: XmlValue) => element(name, one)).join("");
  return `<${name}>${contentOf(value as Exclude<XmlValue, undefined | readonly XmlValue[]>)}</${name}>`;
};

const contentOf = (value: string | number | boolean | Date | XmlFields): string => {
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" ? xmlElements(value) : escapeMarkup(String(value));
};
