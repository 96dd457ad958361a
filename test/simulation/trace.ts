import { createHash } from "node:crypto";

/** Everything that happened, in order: its hash tells two histories apart, its last lines tell what led to a failure. */
export type Trace = {
  add(atMs: number, what: string): void;
  hash(): string;
  last(): readonly string[];
};

const kept = 60;

export const createTrace = (tell?: (line: string) => void): Trace => {
  const hash = createHash("sha256");
  let lines: string[] = [];
  let digest: string | undefined;
  return {
    add: (atMs, what) => {
      const line = `${new Date(atMs).toISOString()} ${what}`;
      hash.update(`${line}\n`);
      lines.push(line);
      if (lines.length >= 2 * kept) lines = lines.slice(-kept);
      tell?.(line);
    },
    hash: () => {
      digest ??= hash.digest("hex");
      return digest;
    },
    last: () => lines.slice(-kept),
  };
};
