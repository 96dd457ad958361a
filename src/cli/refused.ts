import type { Reason } from "../contract/reason.ts";
import { oneLine } from "./plain.ts";
import { CliProblem, type exitCodes } from "./problem.ts";

type ErrorBody = { code: string; message: string; requestId: string; reasons?: Reason[] };

/** An answer that was not a success, in Stint's own words. */
export class Refused extends CliProblem {
  readonly status: number;
  readonly code: string;

  constructor(kind: keyof typeof exitCodes, facts: { status: number; body: ErrorBody }) {
    const { body, status } = facts;
    const reasons = body.reasons && body.reasons.length > 0 ? body.reasons : [body];
    const lines = reasons.map(({ message, code }) => `${oneLine(message)} (${oneLine(code)})`);
    super(kind, lines[0] ?? "", [
      ...lines.slice(1),
      ...(body.requestId ? [`Request id: ${oneLine(body.requestId)}`] : []),
    ]);
    this.status = status;
    this.code = body.code;
  }
}

const kindOf = (status: number): keyof typeof exitCodes => {
  if (status === 401) return "signIn";
  return status === 429 || status >= 500 ? "trouble" : "refused";
};

const bodyOf = (text: string): ErrorBody | undefined => {
  try {
    const { error } = JSON.parse(text) as { error?: Partial<ErrorBody> };
    if (typeof error?.code !== "string" || typeof error.message !== "string") return undefined;
    return {
      code: error.code,
      message: error.message,
      requestId: error.requestId ?? "",
      ...(Array.isArray(error.reasons) ? { reasons: error.reasons } : {}),
    };
  } catch {
    return undefined;
  }
};

/** What the answer says; when it does not speak as Stint does, something in front of it or another server answered. */
export const refusedBy = async (response: Response, url: URL): Promise<CliProblem> => {
  const body = bodyOf(await response.text().catch(() => ""));
  if (body) return new Refused(kindOf(response.status), { status: response.status, body });
  const what =
    response.status >= 500 ? "Stint, or what stands in front of it, is in trouble" : "this is not Stint's answer";
  return new CliProblem("trouble", `${url.origin} answered ${response.status} to ${url.pathname}: ${what}.`);
};
