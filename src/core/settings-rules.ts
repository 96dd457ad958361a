import { type Check, refuse } from "./decision.ts";
import type { Group } from "./directory.ts";
import { durationInBounds } from "./policy-rules.ts";
import { mostForeignRemovalsPerDay, type Settings } from "./settings.ts";
import { checkTicketPattern } from "./ticket-pattern.ts";

const pendingExpiryBounds = { shortestMinutes: 5, longestMinutes: 30 * 24 * 60 };

export type SettingsFacts = {
  before: Settings;
  after: Settings;
  /** The groups that `after` names, as far as the directory has them. */
  groups: ReadonlyMap<string, Group>;
  /** How many people, enabled and not gone, are in the admin group of `after`. */
  adminsAfter: number;
  /** Those of the permission sets that `after` marks anew which the directory does not have. */
  unknownPermissionSets: readonly string[];
};

const loopback = ["127.0.0.1", "localhost", "[::1]"];

const maximumInBounds: Check<SettingsFacts> = ({ after }) =>
  durationInBounds(after.maxDurationMinutes, "maxDurationMinutes");

const expiryInBounds: Check<SettingsFacts> = ({ after: { pendingExpiryMinutes } }) => {
  const { shortestMinutes, longestMinutes } = pendingExpiryBounds;
  return Number.isInteger(pendingExpiryMinutes) &&
    pendingExpiryMinutes >= shortestMinutes &&
    pendingExpiryMinutes <= longestMinutes
    ? undefined
    : refuse(
        "pending-expiry.out-of-bounds",
        `Pending requests may wait a whole number of minutes from ${shortestMinutes} to ${longestMinutes}.`,
        "pendingExpiryMinutes",
      );
};

const patternIsSafe: Check<SettingsFacts> = ({ after }) =>
  after.ticketPattern === null ? undefined : checkTicketPattern(after.ticketPattern);

const portalUrlIsUsable: Check<SettingsFacts> = ({ after: { portalUrl } }) => {
  if (portalUrl === null) return undefined;
  const url = URL.canParse(portalUrl) ? new URL(portalUrl) : undefined;
  const usable = url && (url.protocol === "https:" || (url.protocol === "http:" && loopback.includes(url.hostname)));
  return usable && !url.username && !url.password
    ? undefined
    : refuse(
        "portal-url.invalid",
        "Give the access portal's address, like https://d-1234567890.awsapps.com/start.",
        "portalUrl",
      );
};

const stillExists = (id: string, groups: SettingsFacts["groups"]) => groups.get(id)?.goneAt === null;

/** Whoever changes the admin group must leave somebody who can change it back. */
const somebodyStaysAdmin: Check<SettingsFacts> = ({ before, after, groups, adminsAfter }) => {
  const id = after.adminGroupId;
  if (id === before.adminGroupId) return undefined;
  if (id === null)
    return refuse(
      "admin-group.required",
      "Without an admin group nobody could change this back. Choose a group.",
      "adminGroupId",
    );
  if (!stillExists(id, groups))
    return refuse("group.unknown", `The directory has no group “${id}”. Choose one that exists.`, "adminGroupId");
  return adminsAfter > 0
    ? undefined
    : refuse(
        "admin-group.empty",
        "Nobody who can sign in is in that group, so nobody could change this back. Add somebody to it first.",
        "adminGroupId",
      );
};

const auditorGroupExists: Check<SettingsFacts> = ({ before, after: { auditorGroupId }, groups }) =>
  auditorGroupId === null || auditorGroupId === before.auditorGroupId || stillExists(auditorGroupId, groups)
    ? undefined
    : refuse(
        "group.unknown",
        `The directory has no group “${auditorGroupId}”. Choose one that exists.`,
        "auditorGroupId",
      );

const auditMailIsAnAddress: Check<SettingsFacts> = ({ after: { notifications } }) =>
  notifications.auditEmail === null || /^[^\s@<>,;:"]{1,64}@[^\s@<>,;:"]{1,189}$/.test(notifications.auditEmail)
    ? undefined
    : refuse("audit-email.invalid", "The audit channel takes one e-mail address.", "notifications.auditEmail");

const markedSetsExist: Check<SettingsFacts> = ({ unknownPermissionSets: [unknown] }) =>
  unknown === undefined
    ? undefined
    : refuse(
        "permission-set.unknown",
        `The directory has no permission set “${unknown}”. Choose one that exists; if it is new, sync the directory first.`,
        "temporaryOnlyPermissionSetArns",
      );

const markedSetsDiffer: Check<SettingsFacts> = ({ after: { temporaryOnlyPermissionSetArns: arns } }) =>
  new Set(arns).size === arns.length
    ? undefined
    : refuse("permission-set.twice", "A permission set is named twice.", "temporaryOnlyPermissionSetArns");

const removalsInBounds: Check<SettingsFacts> = ({ after: { foreignRemovalsPerDay } }) =>
  Number.isInteger(foreignRemovalsPerDay) &&
  foreignRemovalsPerDay >= 1 &&
  foreignRemovalsPerDay <= mostForeignRemovalsPerDay
    ? undefined
    : refuse(
        "foreign-removals.out-of-bounds",
        `Say how many may be removed within a day: a whole number from 1 to ${mostForeignRemovalsPerDay}.`,
        "foreignRemovalsPerDay",
      );

export const settingsChecks: Check<SettingsFacts>[] = [
  maximumInBounds,
  expiryInBounds,
  patternIsSafe,
  portalUrlIsUsable,
  somebodyStaysAdmin,
  auditorGroupExists,
  auditMailIsAnAddress,
  markedSetsExist,
  markedSetsDiffer,
  removalsInBounds,
];
