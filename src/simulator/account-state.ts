import type { AccountState } from "@aws-sdk/client-organizations";
import type { AccountRow } from "./rows.ts";

/** Closing takes AWS a while; here it takes a simulated minute. */
const CLOSING_MS = 60_000;

/** The state of the account at that instant: a closing account becomes CLOSED by itself. */
export const accountStateAt = (account: AccountRow, now: Date): AccountState => {
  if (account.state !== "PENDING_CLOSURE" || !account.closedAt) return account.state;
  return now.getTime() - Date.parse(account.closedAt) >= CLOSING_MS ? "CLOSED" : "PENDING_CLOSURE";
};
