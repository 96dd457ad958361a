import { SAML, type SamlConfig } from "@node-saml/node-saml";
import { inUtc } from "./in-utc.ts";
import { signInRefusal } from "./sign-in-refusal.ts";

/**
 * node-saml at one given instant: it never asks the wall clock. Made anew for each message, so that the instant, like the request id,
 * is a value and nothing is shared between two sign-ins. What it refuses by time or audience carries our codes.
 */
export class SamlAt extends SAML {
  readonly #now: Date;

  constructor(now: Date, config: SamlConfig) {
    super(config);
    this.#now = now;
  }

  protected override async generateAuthorizeRequestAsync(isPassive: boolean, isPost: boolean): Promise<string> {
    const request = await super.generateAuthorizeRequestAsync(isPassive, isPost);
    return request.replace(/IssueInstant="[^"]*"/, `IssueInstant="${this.#now.toISOString()}"`);
  }

  protected override checkTimestampsValidityError(
    _wallClockMs: number,
    notBefore: string,
    notOnOrAfter: string,
    maxTimeLimitMs?: number,
  ): Error | null {
    const nowMs = this.#now.getTime();
    const [from, until] = [notBefore && inUtc(notBefore), notOnOrAfter && inUtc(notOnOrAfter)];
    const error = super.checkTimestampsValidityError(nowMs, from, until, maxTimeLimitMs);
    if (!error) return null;
    return signInRefusal(nowMs < Date.parse(from) ? "sign-in.not-yet-valid" : "sign-in.expired");
  }

  protected override checkAudienceValidityError(
    ...audiences: Parameters<SAML["checkAudienceValidityError"]>
  ): Error | null {
    return super.checkAudienceValidityError(...audiences) && signInRefusal("sign-in.wrong-audience");
  }
}
