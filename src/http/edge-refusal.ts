import type { Reason } from "../core/decision.ts";

/** The "no" that exists only on HTTP; everything else is a `Refusal` of core. */
export type EdgeRefusalKind =
  | "unauthenticated"
  | "malformed"
  | "no-such-route"
  | "wrong-method"
  | "too-large"
  | "wrong-media-type"
  | "too-many";

/** A request turned away before any command saw it. Its headers (Retry-After, Allow, WWW-Authenticate) go with the answer. */
export class EdgeRefusal extends Error {
  readonly kind: EdgeRefusalKind;
  readonly reason: Reason;
  readonly headers: Record<string, string>;

  constructor(kind: EdgeRefusalKind, reason: Reason, headers: Record<string, string> = {}) {
    super(reason.message);
    this.name = "EdgeRefusal";
    this.kind = kind;
    this.reason = reason;
    this.headers = headers;
  }
}
