import type { HonoRequest } from "hono";
import { Refusal } from "../core/refusal.ts";

const changesNothing = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * A call that changes something on the strength of a cookie comes from our own pages: browsers send the cookie along whoever wrote
 * the page, and they alone write `Origin`. SameSite=Lax would stop most of it; this stops sibling hosts too.
 */
export const assertSameOrigin = (request: HonoRequest, publicUrl: string): void => {
  if (changesNothing.has(request.method)) return;
  if (request.header("origin") === new URL(publicUrl).origin) return;
  throw new Refusal("forbidden", [
    {
      code: "origin.refused",
      message: `A call with a session cookie that changes something needs the header “Origin: ${new URL(publicUrl).origin}”. Machines use an API client's token instead.`,
    },
  ]);
};
