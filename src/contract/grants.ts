import { z } from "zod";
import { stintId } from "./ids.ts";
import { instant } from "./instant.ts";
import { namedAccount, namedPermissionSet, namedPerson } from "./named.ts";

export const grantState = z.enum(["scheduled", "activating", "active", "ending", "ended", "failed"]);

export const grant = z
  .object({
    id: stintId,
    requestId: stintId,
    person: namedPerson,
    accountId: z.string(),
    account: namedAccount,
    permissionSetArn: z.string(),
    permissionSet: namedPermissionSet,
    startsAt: instant,
    endsAt: instant,
    state: grantState.describe("What AWS confirmed, never what was only sent."),
    endReason: z
      .enum(["elapsed", "revoked", "eligibility-lost", "person-disabled", "found-gone", "restored", "emergency-stop"])
      .nullable()
      .describe("found-gone: somebody took it away in AWS. restored: the database was restored to an earlier moment."),
    endedBy: namedPerson.nullable().describe("Null: Stint ended it, or nobody did."),
    endComment: z.string().nullable(),
    endCauses: z
      .array(z.object({ code: z.string(), message: z.string() }))
      .describe(
        "Which conditions were lost, where it ended for that: membership.lost, policy.deleted, account.moved …",
      ),
    endAskedAt: instant.nullable(),
    activatedAt: instant.nullable(),
    endedAt: instant.nullable(),
    onStanding: z.boolean().describe("The assignment was there before Stint, and stays."),
    kept: z
      .enum(["by-another-grant", "standing", "account-gone"])
      .nullable()
      .describe(
        "Why the assignment stayed when the grant ended: another grant wants it; it was there before Stint; or the account has left the organisation, where AWS lets nobody in and Stint remove nothing: should it come back, Stint goes on.",
      ),
    failure: z.string().nullable().describe("AWS's words."),
    createdAt: instant,
    credentialsExpireAt: instant
      .nullable()
      .describe(
        "Credentials issued before the end work until then at the latest: the permission set's session duration after it, or later where that was shortened; 12 hours after it where the permission set is gone. Null while AWS has not confirmed the end, and when the assignment stays: new ones can still be issued.",
      ),
    credentialsCut: z
      .object({
        state: z
          .enum(["asked", "in-force", "lifted", "lapsed"])
          .describe(
            "asked: AWS is not known to deny them; with inForceAt, it no longer is. in-force: AWS denies them. lifted: AWS denied them; they have expired, or cutting was switched off. lapsed: AWS was not seen to deny them to the end; without inForceAt, never.",
          ),
        waits: z.boolean().describe("There is no room for it in the policy, so they work for now."),
        issuedBefore: instant.describe("Credentials issued before are meant; newer ones are not."),
        expiresAt: instant.describe("When the last of them expires anyway."),
        askedAt: instant,
        inForceAt: instant.nullable().describe("Since when AWS is, or last was, read back denying them."),
        unconfirmedSince: instant
          .nullable()
          .describe(
            "When AWS was last read back denying them, if that is minutes ago: whether it still does is not known.",
          ),
        overAt: instant.nullable(),
      })
      .nullable()
      .describe("What became of credentials issued under it, where the settings have them cut."),
    progress: z
      .object({
        attempts: z.int().describe("Troubles in a row; 0 when all is well."),
        lastError: z.string().nullable().describe("AWS's words."),
        nextTryAt: instant.nullable(),
        placeInLine: z.int().describe("How many are worked on before it; 0: this one is."),
        unconfirmedSince: instant.nullable().describe("Since when AWS should have removed the assignment."),
      })
      .nullable()
      .describe("How the work at AWS goes, while there is any: activating or ending."),
    abilities: z.object({ end: z.boolean(), readActivity: z.boolean() }),
  })
  .meta({ id: "Grant" });
