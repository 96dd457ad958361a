import { X509Certificate } from "node:crypto";
import { idpMetadataSource } from "../../../auth/idp-metadata-source.ts";
import type { Check } from "../check.ts";
import { type Finding, ok, warning, wrong } from "../finding.ts";

const dayMs = 24 * 3_600_000;
const soonMs = 30 * dayMs;

const rollOver =
  "IAM Identity Center → Applications → Stint → Actions → Manage certificates: make a new one and activate it; a metadata file must be downloaded anew, an address is read again every hour.";

const dateOf = (at: Date) => at.toISOString().slice(0, 10);

/** What a set of signing certificates is good for: one that holds is enough, and while one is replaced there are two. */
export const judgeCertificates = (certificates: readonly { from: Date; to: Date }[], now: Date): Finding => {
  const holding = certificates.filter(({ from, to }) => from <= now && to > now);
  const last = (some: readonly { to: Date }[]) => new Date(Math.max(...some.map(({ to }) => to.getTime())));
  if (holding.length === 0) {
    const early = certificates.filter(({ from }) => from > now);
    if (early.length > 0)
      return wrong(
        `The signing certificate is not valid before ${dateOf(early[0]?.from ?? now)}.`,
        "See that this machine's clock is right, and which certificate is active at the identity provider.",
      );
    return wrong(`The signing certificate expired on ${dateOf(last(certificates))}: nobody can sign in.`, rollOver);
  }
  const until = last(holding);
  const days = Math.floor((until.getTime() - now.getTime()) / dayMs);
  if (until.getTime() - now.getTime() < soonMs)
    return warning(`The signing certificate expires on ${dateOf(until)}, in ${days} days.`, rollOver);
  return ok(
    `${holding.length === 1 ? "the signing certificate holds" : `${holding.length} signing certificates, the last holds`} until ${dateOf(until)}`,
  );
};

/** The identity provider's metadata can be read, and its certificates hold. */
export const saml: Check = {
  name: "SAML",
  look: async ({ parts, config, scheduler }) => {
    const { STINT_SAML_METADATA_URL: url, STINT_SAML_METADATA_FILE: file } = config.values;
    const from = url ? { url } : file ? { file } : undefined;
    if (!parts.includes("serve") || !from) return [];
    try {
      const { entityId, certificates } = await idpMetadataSource(from, scheduler)();
      const dates = certificates.map((pem) => {
        const { validFromDate, validToDate } = new X509Certificate(pem);
        return { from: validFromDate, to: validToDate };
      });
      return [ok(`the metadata of ${entityId} can be read`), judgeCertificates(dates, scheduler.now())];
    } catch (problem) {
      const words = problem instanceof Error ? problem.message : "no reason given";
      return wrong(
        `The metadata cannot be read: ${words}`,
        "Take the address or the file from the Stint application in IAM Identity Center: “IAM Identity Center SAML metadata file”.",
      );
    }
  },
};
