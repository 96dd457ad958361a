import { newSecret } from "./new-secret.ts";

/** An XML id must not begin with a digit or a hyphen. */
export const newSignInRequestId = (): string => `_${newSecret()}`;

/** Whether Stint could have made it. Anything else is not even looked for: a database need not take every text. */
export const isSignInRequestId = (id: string): boolean => /^_[\w-]{43}$/.test(id);
