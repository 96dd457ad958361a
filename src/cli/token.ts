import type { Found } from "./credentials.ts";
import { exchange } from "./exchange.ts";
import { readJson, removeFile, tokenFile, writeSecretJson } from "./files.ts";
import { CliProblem } from "./problem.ts";
import { refusedBy } from "./refused.ts";
import type { Surroundings } from "./surroundings.ts";

export type Token = { text: string; isNew: boolean };

type Kept = { url: string; clientId: string; token: string; expiresAt: string };

/** So much is left of a token at least, or it is not used any more. */
const marginMs = 60_000;

const keptToken = (s: Surroundings, { url, clientId }: Found): Token | undefined => {
  const kept = readJson(tokenFile(s)) as Partial<Kept> | undefined;
  if (kept?.url !== url || kept.clientId !== clientId || typeof kept.token !== "string") return undefined;
  const leftMs = Date.parse(kept.expiresAt ?? "") - s.now().getTime();
  return leftMs > marginMs ? { text: kept.token, isNew: false } : undefined;
};

const refusedClient =
  "Stint does not let this client in: it is unknown or revoked, its secret is wrong, or its person is gone.";

/** A full disk, or a home that cannot be written, must not stand in the way of ending access: then each command asks for a token of its own. */
const keepToken = (s: Surroundings, kept: Kept): void => {
  try {
    writeSecretJson(tokenFile(s), kept);
  } catch (problem) {
    if (!(problem instanceof CliProblem)) throw problem;
  }
};

/** RFC 6749 §4.4, the secret by HTTP Basic with both parts form-encoded (§2.3.1). */
const askToken = async (s: Surroundings, found: Found): Promise<Token> => {
  const url = new URL("/oauth/token", found.url);
  const encoded = [found.clientId, found.clientSecret].map(encodeURIComponent).join(":");
  const response = await exchange(s, url, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(encoded).toString("base64")}`, accept: "application/json" },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  if (response.status === 401) throw new CliProblem("signIn", refusedClient, ["Sign in again with stint login."]);
  if (!response.ok) throw await refusedBy(response, url);
  const answer = (await response.json().catch(() => ({}))) as { access_token?: unknown; expires_in?: unknown };
  if (typeof answer.access_token !== "string")
    throw new CliProblem("trouble", `${found.url} does not answer as Stint does. Is the address right?`);
  const expiresAt = new Date(s.now().getTime() + Number(answer.expires_in ?? 0) * 1_000).toISOString();
  const kept: Kept = { url: found.url, clientId: found.clientId, token: answer.access_token, expiresAt };
  if (found.from === "login") keepToken(s, kept);
  return { text: kept.token, isNew: true };
};

/** One that is still good, or a new one: each new one is an event in the audit log, so one serves an hour of commands. */
export const takeToken = async (s: Surroundings, found: Found): Promise<Token> =>
  (found.from === "login" ? keptToken(s, found) : undefined) ?? askToken(s, found);

export const forgetToken = (s: Surroundings): void => removeFile(tokenFile(s));
