import type { Context } from "hono";
import { EdgeRefusal } from "./edge-refusal.ts";

/**
 * For addresses that a person opens: refused when the browser says that it fetches them as anything else (Fetch Metadata §2.1). A page
 * full of images that point here would otherwise use up what all at its readers' address may do in a minute.
 */
export const assertPage = (c: Context): void => {
  const destination = c.req.header("sec-fetch-dest");
  if (destination === undefined || destination === "document") return;
  throw new EdgeRefusal("malformed", {
    code: "sign-in.not-a-page",
    message: "Open this address as a page of its own.",
  });
};
