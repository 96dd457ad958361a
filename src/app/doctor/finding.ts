export type FindingState = "ok" | "warning" | "wrong" | "not-looked-at";

/** What a check found, and what to do about it. Both are printed: neither ever holds a secret. */
export type Finding = { state: FindingState; found: string; mend?: string };

export const ok = (found: string): Finding => ({ state: "ok", found });
export const warning = (found: string, mend: string): Finding => ({ state: "warning", found, mend });
export const wrong = (found: string, mend: string): Finding => ({ state: "wrong", found, mend });
export const notLookedAt = (why: string, mend?: string): Finding => ({
  state: "not-looked-at",
  found: why,
  ...(mend ? { mend } : {}),
});

/** Something a check needs is not there, which another check tells of: it says so instead of failing in its place. */
export class NotLookedAt extends Error {
  constructor(why: string) {
    super(why);
    this.name = "NotLookedAt";
  }
}
