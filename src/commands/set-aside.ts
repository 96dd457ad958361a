import type { AssignmentKey } from "../core/identity-center.ts";
import { type AssignmentState, patientForMs, setAside } from "../core/reconciliation.ts";
import { addMilliseconds } from "../core/time.ts";
import { findAccounts } from "../store/accounts.ts";
import type { Trx } from "../store/database.ts";
import { findPeople } from "../store/people.ts";
import { isRefusal, type Result } from "./assignment-engine.ts";
import type { Decided } from "./decide-turn.ts";

/** AWS said that there is no such thing, or that it will not: not that it is busy, and not nothing at all. */
const saysNo = (result: Result | undefined): boolean => result?.outcome?.of === "missing" || isRefusal(result);

/**
 * Whether what is ours cannot be removed because its account has left the organisation: Organizations said so when the directory was
 * read, and Identity Center said no just now. Neither alone is believed.
 */
export const isBeyondReach = async (
  trx: Trx,
  facts: { key: AssignmentKey; learned: AssignmentState; result: Result | undefined },
): Promise<boolean> => {
  const { key, learned, result } = facts;
  if (learned.ownership !== "ours" || learned.operation !== null || !saysNo(result)) return false;
  const [account] = await findAccounts(trx, [key.accountId]);
  return account !== undefined && account.goneAt !== null;
};

/** Whether a removal that was tried for long is of what nobody can use: the account is not active, or the person is gone. */
export const isShut = async (
  trx: Trx,
  facts: { key: AssignmentKey; row: { unwantedSince: Date | null }; moves: { wanted: boolean }; now: Date },
): Promise<boolean> => {
  const { key, row, moves, now } = facts;
  if (moves.wanted || !row.unwantedSince || addMilliseconds(row.unwantedSince, patientForMs) > now) return false;
  const [account] = await findAccounts(trx, [key.accountId]);
  const [person] = await findPeople(trx, [key.personId]);
  return (account !== undefined && account.state !== "ACTIVE") || (person !== undefined && person.goneAt !== null);
};

/** Nothing is done, and nothing is forgotten, until the account comes back. */
export const setAsideTurn = (learned: AssignmentState): Decided => ({
  state: setAside(learned),
  step: { do: "nothing" },
  effort: { attempts: 0, refusals: 0, lastError: null, unwantedSince: null },
  restMs: null,
});
