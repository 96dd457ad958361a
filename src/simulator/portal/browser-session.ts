import { randomBytes } from "node:crypto";
import { type Expiring, expiringRecords } from "../expiring-records.ts";
import type { UserRow } from "../rows.ts";
import type { WebRequest } from "../web.ts";
import type { World } from "../world.ts";
import { enabledUser } from "./person.ts";
import type { PortalContext } from "./portal-context.ts";

type BrowserSession = Expiring & { userId: string };

const cookieName = "simulated-aws-portal";
const eightHoursMs = 8 * 3_600_000;

const sessionsOf = (world: World) => expiringRecords<BrowserSession>(world, "portal-browser-sessions");

/** Signs the person in for eight hours, as Identity Center does by default; answers the cookie to set. */
export const openBrowserSession = ({ world, clock }: PortalContext, user: UserRow): string => {
  const now = clock.now();
  const id = randomBytes(24).toString("base64url");
  const expiresAt = new Date(now.getTime() + eightHoursMs).toISOString();
  sessionsOf(world).put(id, { userId: user.id, expiresAt }, now);
  return `${cookieName}=${id}; Path=/; HttpOnly; SameSite=Lax`;
};

/** Ends the session of this browser; answers the cookie that makes the browser forget it. */
export const closeBrowserSession = ({ world }: PortalContext, request: WebRequest): string => {
  sessionsOf(world).delete(sessionId(request));
  return `${cookieName}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`;
};

/** Who is signed in at this browser, as long as that person exists and is not disabled. */
export const signedInUser = ({ world, clock }: PortalContext, request: WebRequest): UserRow | undefined => {
  const session = sessionsOf(world).live(sessionId(request), clock.now());
  return session === undefined ? undefined : enabledUser(world, session.userId);
};

/** When the person at this browser said who they are. */
export const signedInAt = ({ world, clock }: PortalContext, request: WebRequest): Date => {
  const session = sessionsOf(world).live(sessionId(request), clock.now());
  return session === undefined ? clock.now() : new Date(new Date(session.expiresAt).getTime() - eightHoursMs);
};

const sessionId = (request: WebRequest): string =>
  request.headers.cookie
    ?.split(/;\s*/)
    .find((pair) => pair.startsWith(`${cookieName}=`))
    ?.slice(cookieName.length + 1) ?? "";
