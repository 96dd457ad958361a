import pg from "pg";

/**
 * PostgreSQL's own words (appendix A of its manual) for a connection that is over or not to be had (08, 57P, 25P03), no room on the disk, in
 * memory or among the connections (53), a disk that fails (58030), and a server that only reads, as after a failover (25006).
 */
const codesOfServer = /^(?:08|53|57P|58030$|25006$|25P03$)/;

/** Node's words for a network that does not answer. */
const codesOfNetwork = new Set([
  ...["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"],
]);

/** What the driver says, which has no code. */
const wordsOfDriver =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Query read timeout)/;

/** Whether the database cannot be reached, or takes nothing, whatever was asked of it: it may answer the same in a while. */
export const isDatabaseAway = (problem: unknown): boolean => {
  if (!(problem instanceof Error)) return false;
  if (problem instanceof pg.DatabaseError) return codesOfServer.test(problem.code ?? "");
  const code = "code" in problem && typeof problem.code === "string" ? problem.code : "";
  return code === "" ? wordsOfDriver.test(problem.message) : codesOfNetwork.has(code);
};
