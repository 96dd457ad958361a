/** An answer AWS gives instead of a result: its exception name, its words, and any fields the exception has. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  readonly fields: Record<string, unknown>;

  constructor(code: string, message: string, fields: Record<string, unknown> = {}, status = 400) {
    super(message);
    this.name = "AwsError";
    this.code = code;
    this.status = status;
    this.fields = fields;
  }
}

/** The client never gets an answer: the connection is cut. */
export class ConnectionCut extends Error {
  constructor() {
    super("the connection is cut on request");
    this.name = "ConnectionCut";
  }
}
