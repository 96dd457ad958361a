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
