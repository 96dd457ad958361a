import { findSesSender, type SesSender } from "../../../notify/examine/ses-identity.ts";
import { verifySmtp } from "../../../notify/smtp.ts";
import type { Check } from "../check.ts";
import { type Finding, notLookedAt, ok, warning, wrong } from "../finding.ts";
import type { Patient } from "../patient.ts";

const smtpWithinMs = 8_000;

const smtp = async (url: string): Promise<Finding> => {
  const { hostname, port, protocol } = new URL(url);
  const server = port ? `${hostname}:${port}` : hostname;
  try {
    await verifySmtp({ url, timeoutMs: smtpWithinMs });
    return ok(`${server} takes our mail${protocol === "smtps:" ? ", by TLS" : ""}`);
  } catch (problem) {
    const words = problem instanceof Error ? problem.message : "no reason given";
    return wrong(
      `${server} does not take our mail: ${words}`,
      "See that host, port, user and password of STINT_SMTP_URL are right, and that this machine may reach it.",
    );
  }
};

const inSandbox = warning(
  "SES is in its sandbox in this Region: it sends to verified addresses only.",
  "Ask for production access: Amazon SES → Account dashboard, in the Region of AWS_REGION.",
);

/** SES sends if the address or its domain is verified, whatever the other one is. */
export const judgeSender = (from: string, { identities, isInSandbox }: SesSender): Finding[] => {
  const verified = identities.find(({ state }) => state === "verified");
  const waiting = identities.find(({ state }) => state === "unverified");
  if (verified) return [ok(`SES sends for ${verified.identity}`), ...(isInSandbox ? [inSandbox] : [])];
  const unasked = identities.filter(({ state }) => state === null);
  if (unasked.length > 0)
    return [
      notLookedAt(
        `SES does not tell about ${unasked.map(({ identity }) => identity).join(" and ")}`,
        "Allow ses:GetEmailIdentity (stint doctor --iam-policies doctor), or send a mail and look.",
      ),
    ];
  if (waiting)
    return [
      wrong(
        `SES does not send for ${waiting.identity} yet.`,
        "Publish the DNS records that Amazon SES → Identities shows, or follow the link in its mail.",
      ),
    ];
  return [
    wrong(
      `SES knows neither ${from} nor its domain in this Region.`,
      "Create the identity: Amazon SES → Identities, in the Region of AWS_REGION; or send by SMTP (STINT_SMTP_URL).",
    ),
  ];
};

const ses = async ({ awsOptions }: Patient, from: string, signal: AbortSignal): Promise<Finding[]> => {
  try {
    return judgeSender(from, await findSesSender({ from, ...awsOptions }, signal));
  } catch (problem) {
    signal.throwIfAborted();
    const words = problem instanceof Error ? problem.name : "no reason given";
    return [
      notLookedAt(
        `SES does not answer (${words})`,
        "See that AWS_REGION has SES and that this machine may reach it, or send by SMTP (STINT_SMTP_URL).",
      ),
    ];
  }
};

/** Mail can leave: the server takes us, or SES sends for the sender. No mail is sent. */
export const mail: Check = {
  name: "Mail",
  look: async (patient, signal) => {
    if (!patient.parts.includes("work")) return [];
    const { STINT_MAIL_FROM: from, STINT_SMTP_URL: url, STINT_SES } = patient.config.values;
    if (url) return smtp(url);
    if (STINT_SES === "on") return from ? ses(patient, from, signal) : notLookedAt("STINT_MAIL_FROM is missing");
    return warning(
      "No mail is sent: nobody is told that they are asked.",
      "Set STINT_SMTP_URL or STINT_SES=on, and STINT_MAIL_FROM.",
    );
  },
};
