import type { RoleSessionRow } from "../rows.ts";
import type { WebRequest } from "../web.ts";
import type { ConsoleCall } from "./console-calls.ts";
import type { PortalContext } from "./portal-context.ts";

const mostShown = 4_000;

/** Makes the call at the simulator's own address, as any other program would: nothing is let through that is not let through there. */
export const makeConsoleCall = async (
  { world, clock, url }: PortalContext,
  { session, wanted, request }: { session: RoleSessionRow; wanted: ConsoleCall; request: WebRequest },
): Promise<{ status: number; text: string }> => {
  const { service, method, path, body } = wanted.call(world, session);
  const day = clock.now().toISOString().slice(0, 10).replaceAll("-", "");
  const scope = `${session.accessKeyId}/${day}/${world.ids.region}/${service}/aws4_request`;
  const reply = await fetch(url() + path, {
    method,
    headers: {
      // Signatures are not checked; the rest of the header is what tells who calls, and which service.
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=unsigned`,
      "x-amz-security-token": session.sessionToken,
      "user-agent": request.headers["user-agent"] ?? "simulated console",
      ...(service === "s3" || body === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" }),
    },
    ...(body === undefined ? {} : { body }),
  });
  return { status: reply.status, text: (await reply.text()).slice(0, mostShown) };
};
