import { bodyLimit } from "hono/body-limit";
import { createMiddleware } from "hono/factory";
import type { AppContext } from "./app-context.ts";
import type { AppEnv } from "./app-env.ts";
import { EdgeRefusal } from "./edge-refusal.ts";
import { rateLimit } from "./rate-limit.ts";

/** No body longer than this reaches a parser. */
export const limitBody = ({ limits }: AppContext) =>
  bodyLimit({
    maxSize: limits.bodyBytes,
    onError: () => {
      const message = `The body is larger than the ${limits.bodyBytes} bytes allowed.`;
      throw new EdgeRefusal("too-large", { code: "body.too-large", message });
    },
  });

/** Behind `authenticate`: so many calls a minute for each API client, or for each person at their browsers. */
export const limitCalls = ({ limits }: AppContext) => {
  const calls = rateLimit(limits.callsPerMinute);
  return createMiddleware<AppEnv>(async (c, next) => {
    const { personId, via } = c.var.caller;
    await calls.spend(via ? `client:${via}` : `person:${personId}`);
    await next();
  });
};
