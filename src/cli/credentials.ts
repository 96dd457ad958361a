import { configFile, readJson } from "./files.ts";
import { CliProblem, usageProblem } from "./problem.ts";
import type { Surroundings } from "./surroundings.ts";

export type Credentials = { url: string; clientId: string; clientSecret: string };

/** Where they came from; what comes from the environment leaves nothing on the disk. */
export type Found = Credentials & { from: "environment" | "login" };

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Scheme, host and port. A secret is sent there, so it must be https, but on this machine itself. */
export const parseUrl = (text: string, what: string): string => {
  const url = URL.parse(text.includes("://") ? text : `https://${text}`);
  if (!url || !["https:", "http:"].includes(url.protocol))
    throw usageProblem(`${what} is not an address like https://stint.example.com: “${text}”.`);
  if (url.protocol === "http:" && !loopback.test(url.hostname))
    throw usageProblem(`${what} must begin with https://: the client's secret would cross the network unprotected.`);
  if (url.username || url.password || url.search || url.hash || url.pathname !== "/")
    throw usageProblem(`${what} must be scheme, host and port alone, like ${url.origin}.`);
  return url.origin;
};

const howToSignIn = "Run stint login --url https://…, or set STINT_URL, STINT_CLIENT_ID and STINT_CLIENT_SECRET.";

const stored = (s: Surroundings): Credentials | undefined => {
  const kept = readJson(configFile(s));
  if (typeof kept !== "object" || kept === null) return undefined;
  const { url, clientId, clientSecret } = kept as Record<string, unknown>;
  if (typeof url !== "string" || typeof clientId !== "string" || typeof clientSecret !== "string") return undefined;
  return { url: parseUrl(url, `The address in ${configFile(s)}`), clientId, clientSecret };
};

/**
 * Who to be and where: the environment's three variables, all of them, or else what `stint login` kept. They are never mixed: a kept secret
 * is not sent to an address that the environment names.
 */
export const findCredentials = (s: Surroundings): Found => {
  const { STINT_URL: url, STINT_CLIENT_ID: clientId, STINT_CLIENT_SECRET: clientSecret } = s.env;
  if (clientId || clientSecret) {
    const missing = Object.entries({ STINT_URL: url, STINT_CLIENT_ID: clientId, STINT_CLIENT_SECRET: clientSecret })
      .filter(([, value]) => !value)
      .map(([name]) => name);
    if (!url || !clientId || !clientSecret)
      throw new CliProblem("signIn", `${missing.join(" and ")} must be set too.`, [howToSignIn]);
    return { url: parseUrl(url, "STINT_URL"), clientId, clientSecret, from: "environment" };
  }
  const kept = stored(s);
  if (!kept) throw new CliProblem("signIn", "You are not signed in.", [howToSignIn]);
  if (url && parseUrl(url, "STINT_URL") !== kept.url)
    throw new CliProblem(
      "signIn",
      `STINT_URL says ${parseUrl(url, "STINT_URL")}, but you are signed in at ${kept.url}.`,
      [howToSignIn],
    );
  return { ...kept, from: "login" };
};
