import { parseDomFromString, xpath } from "@node-saml/node-saml/lib/xml.js";

export type XmlElement = { getAttribute(name: string): string | null; textContent: string | null };

/** A parsed document that can be asked for elements by XPath. Throws when the text is not well-formed XML. */
export const parseXml = async (xml: string): Promise<{ elements(path: string): XmlElement[] }> => {
  const document = await parseDomFromString(xml);
  return { elements: (path) => xpath.selectElements(document, path) };
};

/** An XPath step that ignores the prefix, which every identity provider chooses as it likes. */
export const step = (...names: string[]): string => names.map((name) => `/*[local-name()='${name}']`).join("");
