import type { Reason } from "./decision.ts";

export type RefusalKind = "invalid" | "forbidden" | "not-found" | "conflict" | "unavailable";

/**
 * Something a caller asked for and may not have, said so that they can act on it. Never used for surprises.
 * `kind` is what sort of "no" this is; the HTTP edge alone turns it into a status.
 */
export class Refusal extends Error {
  readonly kind: RefusalKind;
  readonly code: string;
  readonly reasons: Reason[];

  constructor(kind: RefusalKind, reasons: [Reason, ...Reason[]]) {
    super(reasons[0].message);
    this.name = "Refusal";
    this.kind = kind;
    this.code = reasons[0].code;
    this.reasons = reasons;
  }
}

/** Throws when the decision is a refusal; all its reasons travel along. */
export const assertAllowed = (
  decision: { allowed: boolean; because: Reason[] },
  kind: RefusalKind = "invalid",
): void => {
  const [first, ...rest] = decision.because;
  if (!decision.allowed) throw new Refusal(kind, [first ?? { code: "request.refused", message: "Refused." }, ...rest]);
};

export const notFound = (what: string): Refusal =>
  new Refusal("not-found", [
    { code: `${what}.not-found`, message: `There is no such ${what.replaceAll("-", " ")}, or you may not see it.` },
  ]);
