/** A promise was seen broken. */
export class PromiseBroken extends Error {
  readonly promise: string;
  constructor(promise: string, words: string) {
    super(`Promise broken — ${promise}: ${words}`);
    this.name = "PromiseBroken";
    this.promise = promise;
  }
}

/** In the words of the design, by their numbers. */
export const promises = {
  decided: "1. No access without an allowed decision recorded first",
  window: "2. No access outside its window",
  self: "3. Nobody decides their own request",
  standing: "4. A standing assignment is never removed",
  wanted: "5. An assignment stays while any grant wants it, and goes when none does",
  ending: "6. Ending access cannot be blocked",
  confirmed: "7. A state shown is a state AWS confirmed",
  audited: "8. Every transition is an audit event, hash-chained",
  authority: "9, 10. Authority is looked up when it is used",
  stopped: "6, 10. Nothing is asked for, approved or begun that an emergency stop holds",
  settled: "12. A crash at any instant breaks none of these: in the end everything settles",
} as const;
