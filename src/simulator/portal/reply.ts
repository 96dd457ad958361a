import type { Markup } from "../html.ts";
import type { WebReply } from "../web.ts";

// A page of the portal holds credentials and people's names: nothing keeps it, frames it or runs scripts in it but our own.
const headers = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy":
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "cache-control": "no-store",
};

/** A page of the portal. */
export const pageReply = (status: number, content: Markup): WebReply => ({ status, headers, body: content.text });

/** Sends the browser on with a GET, whatever it came with. */
export const seeOther = (location: string, cookie?: string): WebReply => ({
  status: 303,
  headers: { location, ...(cookie !== undefined && { "set-cookie": cookie }) },
});

/** Something fixed that every page uses. */
export const assetReply = (contentType: string, body: string): WebReply => ({
  status: 200,
  headers: { "content-type": `${contentType}; charset=utf-8`, "cache-control": "no-cache" },
  body,
});
