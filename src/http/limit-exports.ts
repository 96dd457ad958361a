import { createMiddleware } from "hono/factory";
import type { AppContext } from "./app-context.ts";
import type { AppEnv } from "./app-env.ts";
import { openExports } from "./open-exports.ts";
import { takenInTime } from "./taken-in-time.ts";

/**
 * Behind `authenticate`, around all that is exported: an export holds its place from before its first page is read until its last byte is
 * taken or nobody takes any more. A list is called by a name with an ending when it is exported, and only then.
 */
export const limitExports = ({ limits, scheduler, log }: AppContext) => {
  const takePlace = openExports({ ofOne: limits.exportsOfOne, atOnce: limits.exportsAtOnce });
  return createMiddleware<AppEnv>(async (c, next) => {
    const { path, method } = c.req;
    if (!/\.(csv|json)$/.test(path)) return next();
    const { personId, via } = c.var.caller;
    const over = takePlace(via ? `client:${via}` : `person:${personId}`);
    await next();
    if (c.res.status !== 200 || !c.res.body || method === "HEAD") return over();
    const stalled = () => {
      log.warn({ event: "export.stalled", requestId: c.var.requestId, path, personId, via });
      // A socket that nobody reads from would keep what was written to it for ever.
      c.env?.outgoing?.destroy();
    };
    const body = takenInTime(c.res.body, { scheduler, stallMs: limits.exportStallMs, over, stalled });
    c.res = new Response(body, c.res);
  });
};
