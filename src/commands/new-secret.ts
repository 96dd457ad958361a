import { randomBytes } from "node:crypto";

/** 256 bits that nobody can foretell, fit for a cookie, a header and an XML id. Never from the id source, which a test can seed. */
export const newSecret = (): string => randomBytes(32).toString("base64url");
