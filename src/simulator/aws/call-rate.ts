/** Answers whether one more call is within the rate; a bucket as large as one second's calls, as AWS describes its own. */
export const callRate = (callsPerSecond: number) => {
  let tokens = callsPerSecond;
  let readAtMs: number | null = null;
  return (now: Date): boolean => {
    // A clock set back must neither fill nor starve the bucket.
    const elapsedMs = readAtMs === null ? 0 : Math.max(0, now.getTime() - readAtMs);
    readAtMs = now.getTime();
    tokens = Math.min(callsPerSecond, tokens + (elapsedMs * callsPerSecond) / 1000);
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
};
