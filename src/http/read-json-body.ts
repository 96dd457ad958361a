import type { Context } from "hono";
import { EdgeRefusal } from "./edge-refusal.ts";

const isJson = (contentType: string) => /^application\/(?:[\w.+-]+\+)?json(?:\s*;|\s*$)/i.test(contentType);

/** The body as JSON says it; undefined when there is none. Refuses other media types and what is not JSON. */
export const readJsonBody = async (c: Context): Promise<unknown> => {
  const text = await c.req.text();
  if (text.trim() === "") return undefined;
  if (!isJson(c.req.header("content-type") ?? "")) {
    const message = "Send the body as JSON, with the header “Content-Type: application/json”.";
    throw new EdgeRefusal("wrong-media-type", { code: "body.wrong-media-type", message });
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new EdgeRefusal("malformed", {
      code: "body.malformed",
      message: "The body is not JSON. Check quotes and commas.",
    });
  }
};
