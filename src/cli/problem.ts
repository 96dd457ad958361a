/** Documented in docs/cli.md, and stable. */
export const exitCodes = { done: 0, refused: 1, usage: 2, signIn: 3, trouble: 4, interrupted: 130 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Why a command did not do what was asked, in words for whoever typed it; further lines say more. */
export class CliProblem extends Error {
  readonly exitCode: ExitCode;
  readonly more: readonly string[];

  constructor(kind: keyof typeof exitCodes, message: string, more: readonly string[] = []) {
    super(message);
    this.name = "CliProblem";
    this.exitCode = exitCodes[kind];
    this.more = more;
  }
}

export const usageProblem = (message: string, more: readonly string[] = []) => new CliProblem("usage", message, more);
