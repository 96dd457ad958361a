import { randomBytes } from "node:crypto";
import { keepDocument, readDocument } from "../kept-document.ts";
import type { UserRow } from "../rows.ts";
import type { WebRequest } from "../web.ts";
import type { PortalContext } from "./portal-context.ts";

type BrowserSession = { userId: string; expiresAt: string };
type BrowserSessions = Record<string, BrowserSession>;

const document = "portal-browser-sessions";
const cookieName = "simulated-aws-portal";
const eightHoursMs = 8 * 3_600_000;
const maximumSessions = 1000;

/** Signs the person in for eight hours, as Identity Center does by default; answers the cookie to set. */
export const openBrowserSession = ({ world, clock }: PortalContext, user: UserRow): string => {
  const now = clock.now();
  const id = randomBytes(24).toString("base64url");
  const live = Object.entries(readDocument<BrowserSessions>(world, document, {}))
    .filter(([, session]) => session.expiresAt > now.toISOString())
    .slice(1 - maximumSessions);
  const opened = { userId: user.id, expiresAt: new Date(now.getTime() + eightHoursMs).toISOString() };
  keepDocument(world, document, { ...Object.fromEntries(live), [id]: opened });
  return `${cookieName}=${id}; Path=/; HttpOnly; SameSite=Lax`;
};

/** Ends the session of this browser; answers the cookie that makes the browser forget it. */
export const closeBrowserSession = ({ world }: PortalContext, request: WebRequest): string => {
  const { [sessionId(request) ?? ""]: _closed, ...others } = readDocument<BrowserSessions>(world, document, {});
  keepDocument(world, document, others);
  return `${cookieName}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`;
};

/** Who is signed in at this browser, as long as that person exists and is not disabled. */
export const signedInUser = ({ world, clock }: PortalContext, request: WebRequest): UserRow | undefined => {
  const session = readDocument<BrowserSessions>(world, document, {})[sessionId(request) ?? ""];
  if (session === undefined || session.expiresAt <= clock.now().toISOString()) return undefined;
  const user = world.users.get(session.userId);
  return user?.status === "DISABLED" ? undefined : user;
};

const sessionId = (request: WebRequest): string | undefined =>
  request.headers.cookie
    ?.split(/;\s*/)
    .find((pair) => pair.startsWith(`${cookieName}=`))
    ?.slice(cookieName.length + 1);
