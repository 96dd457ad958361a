import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import type { AppEnv } from "./app-env.ts";

/**
 * Whom to count a call against. Each trusted proxy appends the address it saw to X-Forwarded-For, so the entry that many places from
 * the right is the last one nobody could make up; without proxies the header is ignored.
 */
export const clientAddress = (c: Context<AppEnv>, trustedProxies: number): string => {
  if (trustedProxies > 0) {
    const seen = (c.req.header("x-forwarded-for") ?? "").split(",").map((address) => address.trim());
    const address = seen.at(-trustedProxies);
    if (address) return address;
  }
  // Called without a socket, as tests do.
  if (!c.env?.incoming) return "local";
  return getConnInfo(c).remote.address ?? "unknown";
};
