import assert from "node:assert/strict";
import type { GrantState } from "../../src/core/grant.ts";
import type { Seen } from "./life-world.ts";

/** Where a grant may be found later that was once seen there: written down from what was promised, not from the code. */
const later: Record<GrantState, readonly GrantState[]> = {
  scheduled: ["scheduled", "activating", "active", "ending", "ended", "failed"],
  activating: ["activating", "active", "ending", "ended", "failed"],
  active: ["active", "ending", "ended"],
  ending: ["ending", "ended", "failed"],
  ended: ["ended"],
  failed: ["failed"],
};

type Law = (before: Seen, after: Seen) => void;

const byId = <T extends { id: string }>(rows: readonly T[]) => new Map(rows.map((row) => [row.id, row]));

const noRequestComesBack: Law = (before, after) => {
  const now = byId(after.requests);
  for (const request of before.requests)
    if (request.state !== "pending") assert.deepEqual(now.get(request.id), request, "a closed request changed");
};

const noGrantComesBack: Law = (before, after) => {
  const now = byId(after.grants);
  for (const grant of before.grants) {
    const next = now.get(grant.id);
    assert.ok(next, "a grant vanished");
    assert.ok(later[grant.state].includes(next.state), `a grant went from ${grant.state} to ${next.state}`);
    if (grant.state === "ended" || grant.state === "failed") assert.deepEqual(next, grant, "what was over changed");
  }
};

const noWindowGrows: Law = (before, after) => {
  const now = byId(after.grants);
  for (const grant of before.grants) {
    const next = now.get(grant.id);
    assert.ok(next && next.startsAt >= grant.startsAt && next.endsAt <= grant.endsAt, "a window grew");
  }
};

/** The whole of what was asked for, from the approval or the asked start, and not a minute more. */
const windowIsWhatWasDecided: Law = (_before, { requests, grants, decisions }) => {
  for (const grant of grants) {
    const request = requests.find(({ id }) => id === grant.requestId);
    const approved = decisions.find((one) => one.requestId === grant.requestId && one.verdict === "approve");
    assert.ok(request && approved, "a grant without a decision");
    const startsAt = Math.max(approved.decidedAt.getTime(), request.askedStartsAt?.getTime() ?? 0);
    assert.deepEqual(
      [grant.startsAt.getTime(), grant.endsAt.getTime()],
      [startsAt, startsAt + request.durationMinutes * 60_000],
    );
    assert.ok(approved.decidedAt <= grant.createdAt, "the decision came after the grant");
  }
};

const nothingWithoutADecision: Law = (_before, { requests, grants, decisions }) => {
  for (const { id, state, requesterId, approvalRequired } of requests) {
    const approvals = decisions.filter((one) => one.requestId === id && one.verdict === "approve");
    const isGranted = grants.some((grant) => grant.requestId === id);
    assert.equal(isGranted, state === "approved", `a request is ${state} and ${isGranted ? "has" : "has no"} grant`);
    if (isGranted) assert.equal(approvals.length, 1);
    for (const { deciderId } of approvals) {
      assert.notEqual(deciderId, requesterId, "somebody decided their own request");
      assert.equal(
        deciderId === null,
        !approvalRequired,
        "policy decided where a person had to, or the other way round",
      );
    }
  }
};

const nobodyWaitsTooLong: Law = (_before, { at, requests }) => {
  for (const { state, closedAt, expiresAt } of requests)
    if (state === "approved" || state === "rejected" || state === "cancelled")
      assert.ok(closedAt && closedAt < expiresAt, "a request was decided after it had expired");
    else if (state === "pending") assert.ok(at.getTime() - expiresAt.getTime() < 24 * 3_600_000);
};

export const laws: readonly Law[] = [
  noRequestComesBack,
  noGrantComesBack,
  noWindowGrows,
  windowIsWhatWasDecided,
  nothingWithoutADecision,
  nobodyWaitsTooLong,
];
