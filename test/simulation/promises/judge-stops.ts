import type { AccessLogRow } from "../../../src/simulator/rows.ts";
import { type Key, keyOf } from "../organisation/hands.ts";
import { rulingOn, type Truth } from "../organisation/truth.ts";
import { isStoppedBy, type Ledger, type Sending, type Span, type Stop } from "../people/ledger.ts";
import { PromiseBroken, promises } from "./broken.ts";

const holdsCode = "emergency-stop.holds";

/** Since when it surely held, and until when. */
const surelyHeld = (stop: Stop): { fromMs: number; untilMs: number } =>
  stop.outcome === "accepted" && stop.hold
    ? { fromMs: stop.untilMs, untilMs: stop.liftFromMs ?? Number.POSITIVE_INFINITY }
    : { fromMs: Number.POSITIVE_INFINITY, untilMs: Number.NEGATIVE_INFINITY };

const isWithin = (span: Span, { fromMs, untilMs }: { fromMs: number; untilMs: number }) =>
  fromMs <= span.fromMs && span.untilMs <= untilMs;

const keysOf = ({ requesterId, form }: Sending): Key[] =>
  form.accountIds.map((accountId) => ({
    ...{ personId: requesterId, accountId, permissionSetArn: form.permissionSetArn },
  }));

/**
 * Judges emergency stops: after the answer nothing in the scope is asked for, approved or begun; who asks is told why; what is lifted
 * can be had again.
 */
export const judgeStops = (facts: {
  ledger: Ledger;
  truth: Truth;
  /** How long what was on its way may take: a call to AWS, or what a stop that does not hold has to do. */
  slackMs(sinceMs: number): number;
  mirrorSlackMs(fromMs: number): number;
}) => {
  const { ledger, truth, slackMs, mirrorSlackMs } = facts;
  const judged = new Set<Span>();
  const say = (promise: string, words: string): never => {
    throw new PromiseBroken(promise, words);
  };

  const holding = (span: Span, keys: readonly Key[]): Stop | undefined =>
    ledger.stops.find((stop) => isWithin(span, surelyHeld(stop)) && keys.some((key) => isStoppedBy(stop.scope, key)));

  /** What waited then was taken back. */
  const over = (word: Span, sending: Sending): Stop | undefined =>
    ledger.stops.find(
      (stop) =>
        stop.outcome === "accepted" &&
        sending.untilMs <= stop.fromMs &&
        word.fromMs > stop.untilMs + slackMs(stop.untilMs) &&
        keysOf(sending).some((key) => isStoppedBy(stop.scope, key)),
    );

  /** Some stop may have held some of it at some time then. */
  const mayHold = (span: Span, keys: readonly Key[]): boolean =>
    ledger.stops.some((stop) => {
      const lifted = stop.hold ? stop.liftedMs : stop.untilMs;
      const untilMs = lifted === undefined ? Number.POSITIVE_INFINITY : lifted + slackMs(lifted);
      const is = keys.some((key) => isStoppedBy(stop.scope, key));
      return is && stop.outcome !== "refused" && stop.fromMs <= span.untilMs && span.fromMs <= untilMs;
    });

  const wasEligible = ({ requesterId, form, fromMs, untilMs }: Sending): boolean => {
    const wish = { personId: requesterId, accountIds: form.accountIds, permissionSetArn: form.permissionSetArn };
    return truth.directory.between(fromMs - mirrorSlackMs(fromMs), untilMs).every((directory) =>
      truth.rules.between(fromMs, untilMs).every((rules) => {
        const ruling = rulingOn(wish, directory, rules);
        return ruling !== undefined && form.durationMinutes <= ruling.maxMinutes;
      }),
    );
  };

  const judgeSending = (sending: Sending) => {
    const keys = keysOf(sending);
    const stop = holding(sending, keys);
    if (stop && sending.outcome === "accepted")
      say(promises.stopped, `asked for while a stop held it: ${JSON.stringify({ sending, stop })}`);
    const isTold = sending.refusals?.includes(holdsCode);
    if (stop && sending.outcome === "refused" && !isTold && wasEligible(sending))
      say(promises.stopped, `refused without a word of the stop: ${JSON.stringify({ sending, stop })}`);
    if (isTold && !mayHold(sending, keys))
      say(promises.wanted, `refused for a stop that holds nothing of it: ${JSON.stringify(sending)}`);
  };

  return {
    /** To be called after a look at the grants. */
    judge: () => {
      for (const sending of ledger.sendings) {
        if (sending.outcome === "trying" || judged.has(sending)) continue;
        judged.add(sending);
        judgeSending(sending);
      }
      for (const word of ledger.words) {
        if (word.outcome === "trying" || judged.has(word)) continue;
        judged.add(word);
        const sending = ledger.sendings.find(({ requestId }) => requestId === word.requestId);
        const stop =
          sending && word.verdict === "approve" ? (holding(word, keysOf(sending)) ?? over(word, sending)) : undefined;
        if (stop && word.outcome === "accepted")
          say(promises.stopped, `approved though a stop was before: ${JSON.stringify({ word, stop })}`);
      }
    },
    /** Access that Stint began has appeared. */
    checkBegun: (row: AccessLogRow) => {
      const beganMs = Date.parse(row.beganAt);
      const stop = ledger.stops.find((one) => {
        const held = surelyHeld(one);
        const isHeld = held.fromMs + slackMs(held.fromMs) < beganMs && beganMs < held.untilMs;
        return isHeld && isStoppedBy(one.scope, keyOf(row));
      });
      if (stop) say(promises.stopped, `begun while a stop held it: ${JSON.stringify({ row, stop })}`);
    },
    /** Ended by a stop: there was one. */
    checkEnd: (grant: { id: string; key: Key; endReason: string | null }) => {
      const isStopped = ledger.stops.some((stop) => stop.outcome !== "refused" && isStoppedBy(stop.scope, grant.key));
      if (grant.endReason === "emergency-stop" && !isStopped)
        say(promises.wanted, `ended by a stop that nobody asked for: ${JSON.stringify(grant)}`);
    },
  };
};
