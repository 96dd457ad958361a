/**
 * A reason carries a stable code (`noun.problem`), the sentence a person reads, and the field it concerns, if one.
 * The same reason is shown by the console, answered by the API and kept in the audit log.
 */
export type Reason = { code: string; message: string; field?: string };

export type Decision = { allowed: true; because: Reason[] } | { allowed: false; because: Reason[] };

/** One named rule. It passes, or it says why not. */
export type Check<Facts> = (facts: Facts) => Reason | undefined;

export const pass = undefined;

export const refuse = (code: string, message: string, field?: string): Reason => ({
  code,
  message,
  ...(field ? { field } : {}),
});

/** Allowed only if every check passes; otherwise all the reasons are given at once, not just the first. */
export const decide = <Facts>(checks: readonly Check<Facts>[], facts: Facts): Decision => {
  const because = checks.map((check) => check(facts)).filter((reason) => reason !== undefined);
  return because.length > 0 ? { allowed: false, because } : { allowed: true, because: [] };
};
