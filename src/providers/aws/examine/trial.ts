import type { AwsClients } from "../clients.ts";

/** What was learnt by the trials before, and is asked about by those after. */
export type Known = Partial<{
  accountId: string;
  instanceArn: string;
  identityStoreId: string;
  rootId: string;
  orgUnitId: string;
  permissionSetArn: string;
  groupId: string;
}>;

/** A harmless call that shows whether one action is allowed: it answers, or says that there is no such thing. Undefined: nothing to ask about. */
export type Trial = {
  action: string;
  ask(clients: AwsClients, known: Known, send: { abortSignal: AbortSignal }): Promise<Known> | undefined;
};

/** Somebody who cannot exist. */
export const nobody = "00000000-0000-0000-0000-000000000000";

/** For a call that teaches nothing but that it may be made. */
export const learntNothing = async (asking: Promise<unknown>): Promise<Known> => {
  await asking;
  return {};
};
