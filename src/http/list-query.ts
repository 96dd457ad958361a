import { pageLimits } from "../contract/page.ts";

type Asked<State extends string> = {
  limit?: number | undefined;
  cursor?: string | undefined;
  requester?: string | undefined;
  account?: string | undefined;
  permissionSet?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  state?: State[] | undefined;
};

/** What lists of requests and of grants are asked by, in the words of the queries. */
export const listQuery = <State extends string>(asked: Asked<State>) => ({
  limit: asked.limit ?? pageLimits.usual,
  cursor: asked.cursor,
  requesterId: asked.requester,
  accountId: asked.account,
  permissionSetArn: asked.permissionSet,
  from: asked.from,
  to: asked.to,
  states: asked.state,
});
