import { approvalsNeeded, mayDecide, rulingOn, type Truth, type Wish } from "../organisation/truth.ts";
import type { Form, KnownGrant, Ledger, Sending } from "../people/ledger.ts";
import { PromiseBroken, promises } from "./broken.ts";

const asText = (form: Form) =>
  `${form.permissionSetArn} ${[...form.accountIds].sort().join(",")} ${form.durationMinutes}`;

/** Whose asking this grant goes back to; a sending that nobody answered may have been taken. */
const sendingOf = (ledger: Ledger, grant: KnownGrant): Sending | undefined =>
  ledger.sendings.find(({ requestId }) => requestId === grant.requestId) ??
  ledger.sendings.find(
    ({ requestId, requesterId, form }) =>
      requestId === undefined &&
      requesterId === grant.key.personId &&
      form.permissionSetArn === grant.key.permissionSetArn &&
      form.accountIds.includes(grant.key.accountId) &&
      form.durationMinutes * 60_000 === grant.endsAtMs - grant.startsAtMs,
  );

/**
 * Judges each grant that appears, by what people did and how the organisation and its rules truly were then: somebody entitled asked, and
 * enough others who were entitled agreed, before it began.
 */
export const judgeGrant = (
  facts: { ledger: Ledger; truth: Truth; slackMs(fromMs: number): number },
  grant: KnownGrant,
): void => {
  const { ledger, truth, slackMs } = facts;
  const say = (promise: string, words: string): never => {
    throw new PromiseBroken(promise, `${words} (grant ${grant.id} of ${JSON.stringify(grant.key)})`);
  };
  const sending = sendingOf(ledger, grant) ?? say(promises.decided, "a grant that nobody asked for");
  const { form, requesterId } = sending;
  const fits =
    requesterId === grant.key.personId &&
    form.permissionSetArn === grant.key.permissionSetArn &&
    form.accountIds.includes(grant.key.accountId) &&
    form.durationMinutes * 60_000 === grant.endsAtMs - grant.startsAtMs;
  if (!fits) say(promises.decided, `a grant that is not what was asked for: ${asText(form)}`);
  const wish: Wish = { personId: requesterId, accountIds: form.accountIds, permissionSetArn: form.permissionSetArn };

  /** Whether it was so at some instant around the call, as far as Stint could know. */
  const wasSo = (span: { fromMs: number; untilMs: number; outcome: string }, is: Holds): boolean => {
    const fromMs = span.fromMs - slackMs(span.fromMs);
    const untilMs = span.outcome === "accepted" ? span.untilMs : Number.POSITIVE_INFINITY;
    return truth.directory
      .between(fromMs, untilMs)
      .some((directory) => truth.rules.between(span.fromMs, untilMs).some((rules) => is(directory, rules)));
  };
  const askedRightly = wasSo(sending, (directory, rules) => {
    const ruling = rulingOn(wish, directory, rules);
    return ruling !== undefined && form.durationMinutes <= ruling.maxMinutes;
  });
  if (!askedRightly) say(promises.authority, "access for somebody who was not eligible when they asked");
  const neededNone = wasSo(sending, (directory, rules) => rulingOn(wish, directory, rules)?.needsApproval === false);
  if (neededNone && grant.startsAtMs >= sending.fromMs) return;
  const words = ledger.words.filter(
    (word) => word.requestId === grant.requestId && word.verdict === "approve" && word.outcome !== "refused",
  );
  if (words.some(({ deciderId, outcome }) => deciderId === requesterId && outcome === "accepted"))
    say(promises.self, "the requester approved");
  const rightly = words.filter((word) =>
    wasSo(word, (directory, rules) => mayDecide(word.deciderId, wish, directory, rules)),
  );
  const deciders = new Set(rightly.map(({ deciderId }) => deciderId));
  const isEnough = words.some((word) =>
    wasSo(word, (directory, rules) => deciders.size >= approvalsNeeded(wish, directory, rules)),
  );
  if (!isEnough) say(promises.decided, `approved by ${deciders.size} who were entitled, which is not enough`);
  if (grant.startsAtMs < Math.min(...words.map(({ fromMs }) => fromMs)))
    say(promises.decided, "it began before anybody approved");
};

type Holds = (directory: ReturnType<Truth["directory"]["last"]>, rules: ReturnType<Truth["rules"]["last"]>) => boolean;
