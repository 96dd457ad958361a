const lowered = (name: string): string => name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/**
 * Whether two names are the same to somebody who signs in: the case of ASCII letters does not count, everything else does. What Unicode
 * folds together (the Kelvin sign is a small k to it) is not the same name: a name is looked up to decide who somebody is.
 */
export const isSameName = (a: string | null, b: string): boolean => a !== null && lowered(a) === lowered(b);

/** Without the blanks around it that XML and forms add. Other blanks are part of the name. */
export const withoutBlanks = (name: string): string => name.replace(/^[ \t\r\n]+/, "").replace(/[ \t\r\n]+$/, "");
