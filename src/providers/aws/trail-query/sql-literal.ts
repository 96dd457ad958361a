/** The text as a string literal of Trino's SQL, which knows one escape: a quote is written twice. Backslashes mean nothing. */
export const sqlLiteral = (text: string): string => `'${text.replaceAll("'", "''")}'`;
