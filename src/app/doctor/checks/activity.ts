import { z } from "zod";
import { createLog } from "../../../http/log.ts";
import { activityVariables } from "../../activity-config.ts";
import { openTrail } from "../../open-trail.ts";
import type { Check } from "../check.ts";
import { type Finding, notLookedAt, ok, warning } from "../finding.ts";

const minuteMs = 60_000;
/** CloudTrail delivers within fifteen minutes, as a rule, while anything happens in any account of the organisation. */
const lateAfterMs = 60 * minuteMs;

const seeTheTrail = "See in CloudTrail that the organisation's trail is logging and delivers there.";

/** What the newest delivery tells of the trail. */
const judgeDelivery = (newest: Date | null, now: Date): Finding => {
  if (newest === null) return warning("It can be read, and nothing was delivered lately.", seeTheTrail);
  const minutes = Math.max(0, Math.round((now.getTime() - newest.getTime()) / minuteMs));
  if (now.getTime() - newest.getTime() > lateAfterMs)
    return warning(`The newest delivery is ${minutes} minutes old.`, seeTheTrail);
  return ok(`the newest delivery is ${minutes} minutes old`);
};

/** The trail can be read where the configuration says, and delivers. */
export const activity: Check = {
  name: "Session activity",
  look: async ({ parts, config, scheduler, aws, awsOptions, deployment }, signal) => {
    if (!parts.includes("work")) return [];
    const parsed = z.object(activityVariables).safeParse(config.values);
    if (!parsed.success) return notLookedAt("its variables cannot be read");
    if (parsed.data.STINT_ACTIVITY_SOURCE === "none")
      return warning(
        "No source is set: nobody sees what was done with an access.",
        "Set STINT_ACTIVITY_SOURCE; docs/configuration.md has the choices.",
      );
    const trail = openTrail(parsed.data, {
      aws: { deployment: await deployment(), organizationId: async () => (await aws.organization(signal)).id },
      options: awsOptions,
      scheduler,
      log: createLog({ clock: scheduler, level: "silent" }),
    });
    if (!trail) return notLookedAt("its variables cannot be read");
    try {
      return judgeDelivery(await trail.source.newestDelivery(scheduler.now(), signal), scheduler.now());
    } finally {
      trail.close();
    }
  },
};
