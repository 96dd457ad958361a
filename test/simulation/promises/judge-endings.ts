import { mayDecide, type Truth } from "../organisation/truth.ts";
import type { Ending, Ledger } from "../people/ledger.ts";
import { PromiseBroken, promises } from "./broken.ts";

/**
 * Judges each end that was not accepted: who had the right to it all the while was refused only because it was over already, and got an
 * apology only where the database was in trouble, however little AWS answers.
 */
export const judgeEndings = (facts: {
  ledger: Ledger;
  truth: Truth;
  adminId: string;
  slackMs(fromMs: number): number;
  lastDatabaseTroubleMs(): number;
}) => {
  const { ledger, truth, adminId, slackMs, lastDatabaseTroubleMs } = facts;
  const judged = new Set<Ending>();

  const hadTheRight = ({ grantId, enderId, fromMs, untilMs }: Ending): boolean => {
    const key = ledger.grants.get(grantId)?.key;
    if (!key) return false;
    const wish = { ...key, accountIds: [key.accountId] };
    return truth.directory.between(fromMs - slackMs(fromMs), untilMs).every((directory) => {
      if (!directory.present.has(enderId)) return false;
      if (enderId === key.personId || enderId === adminId) return true;
      return truth.rules
        .between(fromMs - slackMs(fromMs), untilMs)
        .every((rules) => mayDecide(enderId, wish, directory, rules));
    });
  };

  /** To be called after a look at the grants. */
  return (): void => {
    for (const ending of ledger.endings) {
      if (ending.outcome === "trying" || judged.has(ending)) continue;
      judged.add(ending);
      const grant = ledger.grants.get(ending.grantId);
      const isOver = grant?.endAskedAtMs !== null || ["ending", "ended", "failed"].includes(grant.state);
      if (ending.outcome === "refused" && !isOver && hadTheRight(ending))
        throw new PromiseBroken(promises.ending, `${JSON.stringify(ending)} was refused: ${JSON.stringify(grant)}`);
      if ((ending.status ?? 0) >= 500 && lastDatabaseTroubleMs() < ending.fromMs)
        throw new PromiseBroken(promises.ending, `${JSON.stringify(ending)} got an apology: ${JSON.stringify(grant)}`);
      if (ending.outcome === "accepted" && !isOver)
        throw new PromiseBroken(promises.ending, `accepted, and it goes on: ${JSON.stringify(grant)}`);
    }
  };
};
