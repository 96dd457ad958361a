/** All that the command line touches of the machine: what it is given can be a test's. */
export type Surroundings = {
  env: Record<string, string | undefined>;
  home: string;
  fetch: typeof fetch;
  now(): Date;
  wait(ms: number, signal: AbortSignal): Promise<void>;
  newId(): string;
  /** Set when the person wants it to stop. */
  interrupted: AbortSignal;
  /** Data, and nothing else. */
  out(text: string): void;
  /** Progress, questions, problems. */
  err(text: string): void;
  /** How wide the terminal is that data goes to; undefined when it goes elsewhere. */
  columns: number | undefined;
  hasColours: boolean;
  /** Whether somebody sits there who can answer. */
  canAsk: boolean;
  ask(question: string): Promise<string>;
  /** The same without showing what is typed. */
  askSecret(question: string): Promise<string>;
  readInput(): Promise<string>;
};
