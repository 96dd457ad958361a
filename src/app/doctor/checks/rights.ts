import type { Right } from "../../../providers/aws/examine/try-reads.ts";
import { readSettings } from "../../../store/settings.ts";
import type { DeployedPart } from "../../config.ts";
import type { Check } from "../check.ts";
import { type Finding, notLookedAt, ok, warning, wrong } from "../finding.ts";
import { giveUpAfter } from "../give-up-after.ts";
import { findPlaces } from "../iam-policies/find-places.ts";
import { partsInUse } from "../iam-policies/parts-in-use.ts";
import { everyPart } from "../iam-policies/policy-document.ts";
import { leftToReplace } from "../iam-policies/print-policies.ts";
import type { Patient } from "../patient.ts";
import { isTried, type Wanted, wantedBy, wantedOnce } from "../wanted-rights.ts";

/** A little less than a check may take at all: what was found by then is told. */
const withinMs = 16_000;
const settingsWithinMs = 3_000;

const howToMend = (part: DeployedPart) => `Give the role the policy that “stint doctor --iam-policies ${part}” prints.`;

const aboutTheKey =
  "Identity Center is encrypted with a KMS key: “stint doctor --iam-policies customer-key”, and the same in the key's policy.";

const lacking = (part: DeployedPart, { action, words, isNarrowed }: Right): Finding => {
  if (isNarrowed)
    return warning(
      `stint ${part} may not use ${action} everywhere: ${words}.`,
      `Well if you narrowed it on purpose. ${howToMend(part)}`,
    );
  return wrong(`stint ${part} lacks ${action}. ${words}`, /\bkms/i.test(words) ? aboutTheKey : howToMend(part));
};

const findings = (part: DeployedPart, rights: readonly Right[]): Finding[] => {
  const had = rights.filter(({ allowed }) => allowed === true).length;
  return [
    ...(had > 0 ? [ok(`stint ${part}: ${had} of ${rights.length} rights are there`)] : []),
    ...rights.filter(({ allowed }) => allowed === false).map((right) => lacking(part, right)),
    ...rights
      .filter(({ allowed }) => allowed === "unknown")
      .map(({ action, words }) => notLookedAt(`stint ${part}, ${action}: ${words}`)),
  ];
};

/** The simulator is asked about what is known: an ARN with a word to be replaced in it would be refused to everybody. */
const simulated = async ({ aws, caller }: Patient, wanted: readonly Wanted[], signal: AbortSignal) => {
  const { arn } = await caller();
  const answers = new Map<Wanted, Right[]>();
  for (const one of wanted) {
    const left = leftToReplace(JSON.stringify([one.resources, one.context]));
    const words = `the configuration does not tell ${left.join(", ")}`;
    const unasked = one.actions.map((action): Right => ({ action, allowed: "unknown", words }));
    if (left.length > 0) answers.set(one, unasked);
  }
  const asked = wanted.filter((one) => !answers.has(one));
  const rights = asked.length > 0 ? await aws.simulateRights({ callerArn: arn, wanted: asked, signal }) : [];
  for (const one of asked) answers.set(one, rights.splice(0, one.actions.length));
  return answers;
};

const serveCannotWrite = (rights: readonly Right[]): Finding[] => {
  const held = rights.filter(({ allowed }) => allowed === true).map(({ action }) => action);
  if (held.length === 0) return [];
  return [
    warning(
      `These credentials may also ${held.join(", ")}.`,
      "stint serve needs no right to write: give it a role of its own.",
    ),
  ];
};

/** Then every other right would be told as missing, one by one, and none of it were the reason. */
const isRefusedAltogether = (read: readonly Right[]): boolean => {
  const allowedTo = (action: string) => read.find((right) => right.action === action)?.allowed;
  return allowedTo("organizations:ListAccounts") === false && allowedTo("sso:ListPermissionSets") !== true;
};

const cutsCredentials = async ({ healthyDatabase, scheduler }: Patient): Promise<boolean> => {
  const asked = healthyDatabase()
    .then(({ db }) => readSettings(db))
    .catch(() => undefined);
  const settings = await giveUpAfter(asked, { ms: settingsWithinMs, scheduler });
  return settings !== undefined && settings.cutIssuedCredentials !== "never";
};

/** The rights are there that the parts need: what reads the directory is called, the rest is asked of IAM's policy simulator. */
export const rights: Check = {
  name: "Rights",
  look: async (patient, runnersSignal) => {
    const signal = AbortSignal.any([runnersSignal, AbortSignal.timeout(withinMs)]);
    await patient.caller();
    const [places, cutting] = await Promise.all([findPlaces(patient, signal), cutsCredentials(patient)]);
    const deployment = await patient.deployment().catch(() => undefined);
    const known = deployment
      ? {
          instanceArn: deployment.instanceArn,
          identityStoreId: deployment.identityStoreId,
          accountId: deployment.managementAccountId,
        }
      : {};
    const ofParts = patient.parts.map((part) => ({
      part,
      wanted: wantedBy(partsInUse({ part, config: patient.config, cutsCredentials: cutting }), places),
    }));
    const all = wantedOnce(ofParts.flatMap(({ wanted }) => wanted));
    const writes = wantedBy(
      everyPart.filter(({ name }) => name === "work"),
      places,
    ).filter((one) => !isTried(one));
    const isServeOnly = patient.parts.length === 1 && patient.parts[0] === "serve";
    const untried = wantedOnce([...all.filter((one) => !isTried(one)), ...(isServeOnly ? writes : [])]);
    const [read, answers] = await Promise.all([
      patient.aws.tryReads({ actions: all.filter(isTried).flatMap(({ actions }) => actions), known, signal }),
      simulated(patient, untried, signal),
    ]);
    if (isRefusedAltogether(read))
      return wrong(
        "AWS refuses to list both accounts and permission sets: this account is almost surely not the delegated administrator.",
        "Mend that first (see Account); if it is registered, the role has none of the rights: stint doctor --iam-policies.",
      );
    const seen = (wanted: readonly Wanted[]) => {
      const keys = new Set(wanted.map(({ key }) => key));
      const tried = new Set(wanted.filter(isTried).flatMap(({ actions }) => actions));
      return [
        ...read.filter(({ action }) => tried.has(action)),
        ...[...answers].flatMap(([one, found]) => (keys.has(one.key) ? found : [])),
      ];
    };
    return [
      ...ofParts.flatMap(({ part, wanted }) => findings(part, seen(wanted))),
      ...(isServeOnly ? serveCannotWrite(seen(writes)) : []),
    ];
  },
};
