import { managementIsOutOfReach } from "../../../core/management-reach.ts";
import { findDeployment } from "../../../store/deployment.ts";
import { listAllPermissionSets } from "../../../store/permission-sets.ts";
import type { Check } from "../check.ts";
import { notLookedAt, ok, warning } from "../finding.ts";

const advisedMinutes = 60;

const shown = (names: readonly string[]) =>
  names.length > 5 ? `${names.slice(0, 5).join(", ")} and ${names.length - 5} more` : names.join(", ");

/** Credentials fetched just before the end outlive it by the session duration; what is also in the management account cannot be given. */
export const permissionSets: Check = {
  name: "Permission sets",
  look: async ({ healthyDatabase }) => {
    const { db } = await healthyDatabase();
    const all = await listAllPermissionSets(db).catch(() => []);
    const present = all.filter(({ goneAt }) => goneAt === null);
    if (present.length === 0)
      return notLookedAt("the directory has not been read yet", "Start “stint work”: it reads it within a minute.");
    const long = present.filter(({ sessionDurationMinutes }) => sessionDurationMinutes > advisedMinutes);
    const outOfReach = managementIsOutOfReach(await findDeployment(db))
      ? present.filter(({ inManagementAccount }) => inManagementAccount)
      : [];
    return [
      long.length === 0
        ? ok(`${present.length}, none with sessions longer than an hour`)
        : warning(
            `Sessions of ${shown(long.map(({ name, sessionDurationMinutes }) => `${name} (${sessionDurationMinutes / 60} h)`))} can outlive their access by that long.`,
            "Set their session duration to one hour (PT1H).",
          ),
      ...(outOfReach.length > 0
        ? [
            warning(
              `${shown(outOfReach.map(({ name }) => name))}: also provisioned in the management account, so AWS lets no delegated administrator assign them.`,
              "Use copies of them for the management account, or run Stint in it.",
            ),
          ]
        : []),
    ];
  },
};
