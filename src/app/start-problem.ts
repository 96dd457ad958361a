/** Why Stint cannot start, in words for whoever starts it: they are shown without a stack. */
export class StartProblem extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "StartProblem";
  }
}

const codeOf = (problem: unknown): string =>
  problem instanceof Error && "code" in problem && typeof problem.code === "string" ? problem.code : "";

/** A port that cannot be had, with the variable that chooses another; any other problem as it came. */
export const portProblem = (cause: unknown, facts: { port: number; variable: string }): unknown => {
  const why = { EADDRINUSE: "is in use by another program", EACCES: "is not allowed to this user" }[codeOf(cause)];
  if (!why) return cause;
  return new StartProblem(`Port ${facts.port} ${why}. Choose another with ${facts.variable}.`, { cause });
};

/** Node's words for a network that does not answer; PostgreSQL's classes 08, 28, 3D and 57P (appendix A of its manual). */
const unreachable = /^(?:E[A-Z_]{3,}|08|28|3D|57P)/;

/** OpenSSL's words for a certificate that is not believed, as Node passes them on (Node's manual, "X509 certificate error codes"). */
const distrusted =
  /^(?:ERR_TLS_CERT_|CERT_|CRL_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|INVALID_(?:CA|PURPOSE)|HOSTNAME_MISMATCH|PATH_LENGTH_EXCEEDED)/;

/** What the driver says without a code. */
const unreachableInWords =
  /does not support SSL|connection timeout|timeout exceeded when trying to connect|terminated unexpectedly/i;

const howToTrust =
  "Name the file with the authority's certificates in the URL (sslmode=verify-full&sslrootcert=/path/to/ca.pem) or in NODE_EXTRA_CA_CERTS, and the server by the name in its certificate.";

/** A database that cannot be reached or does not let us in; any other problem as it came. */
export const databaseProblem = (cause: unknown): unknown => {
  const code = codeOf(cause);
  const words = cause instanceof Error ? cause.message : "";
  if (distrusted.test(code)) {
    const sentence = `The certificate of the database of STINT_DATABASE_URL is not trusted (${code}: ${words}). ${howToTrust}`;
    return new StartProblem(sentence, { cause });
  }
  if (!unreachable.test(code) && !(code === "" && unreachableInWords.test(words))) return cause;
  // Node says nothing but the code when every address of a host name refused.
  const why = words || code;
  return new StartProblem(`The database of STINT_DATABASE_URL cannot be reached: ${why}.`, { cause });
};
