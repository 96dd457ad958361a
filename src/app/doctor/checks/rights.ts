import type { Right } from "../../../providers/aws/examine/try-reads.ts";
import { triedActions } from "../../../providers/aws/examine/try-reads.ts";
import type { DeployedPart } from "../../config.ts";
import type { Check } from "../check.ts";
import { type Finding, notLookedAt, ok, warning, wrong } from "../finding.ts";
import { findPlaces } from "../iam-policies/find-places.ts";
import { partsInUse } from "../iam-policies/parts-in-use.ts";
import type { Places } from "../iam-policies/places.ts";
import { everyPart } from "../iam-policies/policy-document.ts";
import type { PolicyPart } from "../iam-policies/statement.ts";
import type { Patient } from "../patient.ts";

type Wanted = { action: string; resources: readonly string[] };

const wantedBy = (parts: readonly PolicyPart[], places: Places): Wanted[] => {
  const wanted = new Map(
    parts.flatMap(({ statements }) =>
      statements.flatMap(({ actions, on }) => actions.map((action) => [action, on(places)] as const)),
    ),
  );
  return [...wanted].map(([action, resources]) => ({ action, resources }));
};

const howToMend = (part: DeployedPart) => `Give the role the policy that “stint doctor --iam-policies ${part}” prints.`;

const findings = (part: DeployedPart, rights: readonly Right[]): Finding[] => {
  const had = rights.filter(({ allowed }) => allowed === true).length;
  return [
    ...(had > 0 ? [ok(`stint ${part}: ${had} of ${rights.length} rights are there`)] : []),
    ...rights
      .filter(({ allowed }) => allowed === false)
      .map(({ action, words }) =>
        // The simulator was asked about everything at once: a policy that names some accounts or permission sets is no fault.
        words.endsWith("/*")
          ? warning(
              `stint ${part} may not use ${action} everywhere: ${words}.`,
              `Well if you narrowed it on purpose. ${howToMend(part)}`,
            )
          : wrong(`stint ${part} lacks ${action}. ${words}`, howToMend(part)),
      ),
    ...rights
      .filter(({ allowed }) => allowed === "unknown")
      .map(({ action, words }) => notLookedAt(`stint ${part}, ${action}: ${words}`)),
  ];
};

const untried = (wanted: readonly Wanted[]): Right[] =>
  wanted.map(({ action }) => ({
    action,
    allowed: "unknown",
    words:
      "nothing harmless shows it, and IAM's policy simulator may not be asked (stint doctor --iam-policies doctor)",
  }));

/** A pattern stands for what is there: the simulator takes it as it is written. */
const simulated = async (
  { aws, caller }: Patient,
  wanted: readonly Wanted[],
  signal: AbortSignal,
): Promise<Right[]> => {
  if (wanted.length === 0) return [];
  const { arn } = await caller();
  return aws.simulateRights({ callerArn: arn, wanted, signal }).catch(() => {
    signal.throwIfAborted();
    return untried(wanted);
  });
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

/** Every right is there that the parts need: what reads is called, what writes is asked of IAM's policy simulator. */
export const rights: Check = {
  name: "Rights",
  look: async (patient, signal) => {
    await patient.caller();
    const places = await findPlaces(patient, signal);
    const deployment = await patient.deployment().catch(() => undefined);
    const known = deployment
      ? {
          instanceArn: deployment.instanceArn,
          identityStoreId: deployment.identityStoreId,
          accountId: deployment.managementAccountId,
        }
      : {};
    const ofParts = patient.parts.map((part) => ({ part, wanted: wantedBy(partsInUse(part, patient.config), places) }));
    const all = [...new Map(ofParts.flatMap(({ wanted }) => wanted.map((one) => [one.action, one]))).values()];
    const readable = new Set(triedActions);
    const seen = [
      ...(await patient.aws.tryReads({ actions: all.map(({ action }) => action), known, signal })),
      ...(await simulated(
        patient,
        all.filter(({ action }) => !readable.has(action)),
        signal,
      )),
    ];
    const ofPart = ofParts.flatMap(({ part, wanted }) =>
      findings(
        part,
        seen.filter(({ action }) => wanted.some((one) => one.action === action)),
      ),
    );
    if (patient.parts.length > 1 || patient.parts[0] !== "serve") return ofPart;
    const writes = wantedBy(
      everyPart.filter(({ name }) => name === "work"),
      places,
    ).filter(({ action }) => !readable.has(action));
    return [...ofPart, ...serveCannotWrite(await simulated(patient, writes, signal))];
  },
};
