import { z } from "zod";
import { grantState } from "./grants.ts";
import { accountId, identityId, permissionSetArn, stintId } from "./ids.ts";
import { instant } from "./instant.ts";
import { namedAccount, namedPermissionSet, namedPerson } from "./named.ts";
import { listOf } from "./page.ts";
import { comment } from "./text.ts";

const scope = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("person"), id: identityId }),
    z.strictObject({ kind: z.literal("account"), id: accountId }),
    z.strictObject({ kind: z.literal("permission-set"), id: permissionSetArn }),
    z.strictObject({ kind: z.literal("everything") }),
  ])
  .describe("All access of a person, to an account, by a permission set, or all there is.")
  .meta({ id: "EmergencyStopScope" });

export const emergencyStopInput = z
  .strictObject({
    scope,
    comment: comment.describe("Why. Required; whoever's access ends reads it."),
    hold: z
      .boolean()
      .optional()
      .describe(
        "Whether nothing in the scope can be asked for, approved or started until the stop is lifted. Usually true.",
      ),
    cutCredentials: z
      .boolean()
      .optional()
      .describe("Have AWS deny credentials that were issued before, also where the settings would not."),
  })
  .meta({ id: "EmergencyStopInput" });

export const emergencyStopPreviewInput = z.strictObject({ scope }).meta({ id: "EmergencyStopPreviewInput" });

export const liftInput = z.strictObject({ comment: comment.describe("Why. Required.") }).meta({ id: "LiftInput" });

const namedScope = z
  .object({
    kind: z.enum(["person", "account", "permission-set", "everything"]),
    id: z.string().nullable().describe("Null: everything."),
    name: z.string().nullable(),
  })
  .meta({ id: "NamedStopScope" });

const count = z.int();

export const emergencyStop = z
  .object({
    id: stintId,
    scope: namedScope,
    comment: z.string(),
    askedBy: namedPerson,
    askedAt: instant,
    holds: z.boolean().describe("Nothing in its scope can be asked for, approved or started at this moment."),
    cutCredentials: z.boolean(),
    carriedOutAt: instant
      .nullable()
      .describe("Since when nothing in its scope was left to begin ending. AWS's confirmations may still be awaited."),
    lastError: z.string().nullable().describe("What keeps it from being carried out."),
    left: z
      .object({ grants: count, requests: count })
      .describe("What it has not come to yet; it is held, and a worker goes on."),
    progress: z.object({
      grants: count.describe("How many it ended, or found ending."),
      ended: count.describe("AWS confirmed that they are over, or there was nothing to remove."),
      ending: count.describe("AWS has not confirmed their removal."),
      onStanding: count.describe("Ended, but the assignment was there before Stint, and stays: remove it by hand."),
      endingSince: instant.nullable(),
      lastError: z.string().nullable().describe("What last stood in the way of a removal, in AWS's words."),
    }),
    cancelledRequests: count,
    credentials: z.object({
      expireAt: instant
        .nullable()
        .describe("Until when credentials issued before live, where nothing cuts them. Null: none were issued."),
      cutsAsked: count.describe("For how many grants AWS is to deny them, but was not seen to."),
      cutsInForce: count.describe("For how many grants AWS was read back denying them."),
    }),
    lift: z
      .object({ by: namedPerson, at: instant, comment: z.string() })
      .nullable()
      .describe("Who lifted its hold; null: nobody, or it was not to go on holding."),
    abilities: z.object({ lift: z.boolean() }),
  })
  .meta({ id: "EmergencyStop" });

export const emergencyStopList = listOf(emergencyStop);

export const emergencyStopPreview = z
  .object({
    scope: namedScope,
    people: count.describe("Whose access would end."),
    grants: z.object({ scheduled: count, activating: count, active: count, ending: count }),
    pendingRequests: count.describe("They would be cancelled."),
    sample: z
      .array(
        z.object({
          id: stintId,
          requestId: stintId,
          person: namedPerson,
          account: namedAccount,
          permissionSet: namedPermissionSet,
          state: grantState,
          endsAt: instant,
          onStanding: z.boolean(),
        }),
      )
      .describe("The first 20 of the grants, those that can be used first."),
    credentialsExpireAt: instant
      .nullable()
      .describe("Until when credentials that are issued by now could live, where nothing cuts them."),
    cutsBySettings: z.boolean().describe("The settings have credentials cut when access ends early."),
    heldAlready: z.boolean().describe("An emergency stop holds all of it at this moment."),
    abilities: z.object({ stop: z.boolean() }),
  })
  .meta({ id: "EmergencyStopPreview" });
