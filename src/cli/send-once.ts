import type { Given } from "../../contract/operation.ts";
import { requestOperations } from "../../contract/request-operations.ts";
import type { Answered, Client } from "../client.ts";
import { Unreachable } from "../exchange.ts";
import type { Screen } from "../screen.ts";
import type { Surroundings } from "../surroundings.ts";
import type { AccessRequest } from "./request-words.ts";

const tries = 3;
const restMs = 1_000;

export type RequestForm = NonNullable<Given<typeof requestOperations.send>["body"]>;

/** Sends the form so that it makes one request, even if the answer is lost and it is sent again. */
export const sendOnce = async (
  facts: { client: Client; surroundings: Surroundings; screen: Screen },
  body: RequestForm,
): Promise<Answered<AccessRequest>> => {
  const { client, surroundings: s, screen } = facts;
  const headers = { "idempotency-key": s.newId() };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await client.call(requestOperations.send, { body }, headers);
    } catch (problem) {
      if (!(problem instanceof Unreachable) || attempt === tries) throw problem;
      screen.note(`${problem.message} Sending the same once more.`);
      await s.wait(restMs * attempt, s.interrupted);
    }
  }
};
