import type { SettingsDraft } from "./settings-draft.ts";

export type Danger = { field: keyof SettingsDraft; header: string; text: string };

type Change = { before: SettingsDraft; after: SettingsDraft };

const checks: ((change: Change) => Danger | undefined)[] = [
  ({ before, after }) =>
    before.approvalWorkflow && !after.approvalWorkflow
      ? {
          field: "approvalWorkflow",
          header: "Nobody will be asked any more",
          text: "Every request that a policy allows is approved at once, also where a policy requires approval.",
        }
      : undefined,
  ({ before, after }) =>
    before.adminGroupId === after.adminGroupId
      ? undefined
      : {
          field: "adminGroupId",
          header: "Others will be admins",
          text: "From then on only the members of the new group are admins. If you are not among them, you cannot change it back.",
        },
  ({ before, after }) => {
    if (before.auditorGroupId === after.auditorGroupId) return undefined;
    return {
      field: "auditorGroupId",
      header: after.auditorGroupId ? "Others will be auditors" : "Nobody will be an auditor",
      text: after.auditorGroupId
        ? "From then on only the members of the new group read the audit log."
        : "Nobody will be able to read the audit log in Stint until a group is chosen again.",
    };
  },
  ({ before, after }) =>
    before.onLostEligibility === "end" && after.onLostEligibility === "warn"
      ? {
          field: "onLostEligibility",
          header: "Access goes on after eligibility is lost",
          text: "Whoever leaves a group or loses a policy keeps the access they have until its time is up. Who is disabled loses it at once, as before.",
        }
      : undefined,
  ({ before, after }) => {
    if (before.cutIssuedCredentials === after.cutIssuedCredentials) return undefined;
    return after.cutIssuedCredentials === "never"
      ? {
          field: "cutIssuedCredentials",
          header: "Credentials that were cut work again",
          text: "Stint takes its policy out of AWS. What was cut and has not expired by itself can be used again. Only what an emergency stop cut stays denied, and, for twelve hours after a restore of the database, what was found denied then.",
        }
      : {
          field: "cutIssuedCredentials",
          header: "Stint will deny credentials across the organisation",
          text: "It needs to be allowed to manage one service control policy, see “Cutting issued credentials” in the documentation. People whose access ended may have to fetch new credentials for what else they hold.",
        };
  },
  ({ before, after }) =>
    before.onMissingAssignment === "end" && after.onMissingAssignment === "put-back"
      ? {
          field: "onMissingAssignment",
          header: "What somebody takes away in AWS comes back",
          text: "Access that is taken away in AWS, also to stop somebody, is given again until its time is up. To stop access, end it in Stint.",
        }
      : undefined,
  ({ before, after }) => {
    const isSame =
      before.onForeignAssignment === after.onForeignAssignment &&
      before.temporaryOnlyPermissionSetArns === after.temporaryOnlyPermissionSetArns &&
      before.foreignRemovalsPerDay >= after.foreignRemovalsPerDay;
    return isSame || after.onForeignAssignment !== "remove" || after.temporaryOnlyPermissionSetArns === ""
      ? undefined
      : {
          field: "onForeignAssignment",
          header: "Stint will remove assignments that it did not make",
          text: `Whoever holds one of these permission sets in AWS otherwise than through Stint loses it there, people and groups alike: up to ${after.foreignRemovalsPerDay} assignments within a day. Save with “Report it” first, and let stay what is meant to be there.`,
        };
  },
  ({ before, after }) =>
    after.maxDurationMinutes > before.maxDurationMinutes
      ? {
          field: "maxDurationMinutes",
          header: "Longer access",
          text: "Every policy without a maximum of its own allows the new one at once.",
        }
      : undefined,
  ({ before, after }) =>
    before.email && !after.email
      ? {
          field: "email",
          header: "Nobody is told by e-mail",
          text: "Approvers learn of requests only by looking here, and messages that still wait are not sent.",
        }
      : undefined,
];

/** What takes a safeguard away or changes who is in charge: told before it is saved. */
export const dangersOf = (change: Change): Danger[] =>
  checks.map((check) => check(change)).filter((danger) => danger !== undefined);
