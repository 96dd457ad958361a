import type { ErrorBody } from "./shapes.ts";

/** An answer that was not a success, in the API's own words. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly body: ErrorBody;

  constructor(status: number, body: ErrorBody) {
    super(body.message);
    this.status = status;
    this.body = body;
  }
}

/** Nothing came back at all. */
export const unreachable = () =>
  new ApiProblem(0, {
    code: "connection.lost",
    message: "Stint cannot be reached. Check your connection and try again.",
    requestId: "",
  });

/** The server tells programs where to sign in; people are led there by the message at the top of the page. */
export const signedOut = () =>
  new ApiProblem(401, {
    code: "session.over",
    message: "You are signed out. Sign in again above: what you typed stays here.",
    requestId: "",
  });
