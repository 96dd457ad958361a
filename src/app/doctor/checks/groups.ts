import type { Db } from "../../../store/database.ts";
import { lastSucceededSync } from "../../../store/directory-syncs.ts";
import { listAllGroups, membersOfGroups } from "../../../store/groups.ts";
import { readSettings } from "../../../store/settings.ts";
import type { Check } from "../check.ts";
import { type Finding, notLookedAt, ok, warning, wrong } from "../finding.ts";

type Asked = { whose: string; variable: string; configured: string | undefined; setId: string | null };

const lookAt = async (db: Db, { whose, variable, configured, setId }: Asked): Promise<Finding[]> => {
  const present = (await listAllGroups(db)).filter(({ goneAt }) => goneAt === null);
  const named = present.filter(({ id, displayName }) => id === configured || displayName === configured);
  const [group] = setId ? present.filter(({ id }) => id === setId) : named;
  if (!setId && configured === undefined)
    return [warning(`No ${whose} group is set.`, `Set ${variable}, or name a group in the settings.`)];
  if (!setId && named.length > 1)
    return [wrong(`${named.length} groups are called ${configured}.`, `Give the group's id in ${variable}.`)];
  if (!group)
    return [
      wrong(
        `The ${whose} group ${setId ?? configured} is not among ${present.length} groups.`,
        `Name one that exists in ${setId ? "the settings" : variable}, as IAM Identity Center writes it.`,
      ),
    ];
  const members = (await membersOfGroups(db, [group.id])).length;
  if (members === 0)
    return [
      warning(
        `Nobody who can sign in is in the ${whose} group ${group.displayName}.`,
        "Add somebody to it in IAM Identity Center.",
      ),
    ];
  return [ok(`${whose}s: ${group.displayName}, ${members} ${members === 1 ? "person" : "people"}`)];
};

/** The groups of admins and auditors exist and somebody is in them, as the last reading of the directory saw it. */
export const groups: Check = {
  name: "Groups",
  look: async ({ healthyDatabase, config, parts }) => {
    const { db } = await healthyDatabase();
    if (!(await lastSucceededSync(db).catch(() => undefined)))
      return notLookedAt("the directory has not been read yet", "Start “stint work”: it reads it within a minute.");
    const { adminGroupId, auditorGroupId } = await readSettings(db);
    const { STINT_ADMIN_GROUP, STINT_AUDITOR_GROUP } = config.values;
    if (!parts.includes("work") && adminGroupId === null) return [];
    const admins = {
      whose: "admin",
      variable: "STINT_ADMIN_GROUP",
      configured: STINT_ADMIN_GROUP,
      setId: adminGroupId,
    };
    const auditors = {
      whose: "auditor",
      variable: "STINT_AUDITOR_GROUP",
      configured: STINT_AUDITOR_GROUP,
      setId: auditorGroupId,
    };
    return [...(await lookAt(db, admins)), ...(await lookAt(db, auditors))];
  },
};
