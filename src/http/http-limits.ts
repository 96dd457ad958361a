/** How much, how often and how long. Durations in milliseconds. */
export type HttpLimits = {
  sessionIdleMs: number;
  sessionAbsoluteMs: number;
  tokenLifeMs: number;
  /** How long after proving who they are to the provider somebody may decide; null: as long as the session lasts. */
  decideMaxAgeMs: number | null;
  bodyBytes: number;
  /** Calls a minute of one session or one API client. */
  callsPerMinute: number;
  /**
   * A minute from one address: sign-ins begun, tokens asked for by one client, and refused attempts, which count tenfold. Whole offices
   * share one address, so who proves who they are is never counted against the others there.
   */
  signInsPerMinute: number;
  /** How many proxies of ours stand in front and append to X-Forwarded-For; 0 means the socket tells the address. */
  trustedProxies: number;
  /** Exports under way at the same time: of one person or API client, and in this process. */
  exportsOfOne: number;
  exportsAtOnce: number;
  /** An export of which nobody took a piece for so long is given up. */
  exportStallMs: number;
};

const hourMs = 3_600_000;

export const defaultHttpLimits: HttpLimits = {
  sessionIdleMs: 8 * hourMs,
  sessionAbsoluteMs: 12 * hourMs,
  tokenLifeMs: hourMs,
  decideMaxAgeMs: null,
  bodyBytes: 64 * 1024,
  callsPerMinute: 6_000,
  signInsPerMinute: 300,
  trustedProxies: 0,
  exportsOfOne: 3,
  exportsAtOnce: 20,
  exportStallMs: 60_000,
};
