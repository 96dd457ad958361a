import type { IncomingHttpHeaders } from "node:http";
import type { Readable } from "node:stream";

export type WebRequest = {
  method: string;
  url: URL;
  /** Path and query as they came: `url` has resolved dots, which an object's key may hold. */
  target: string;
  headers: IncomingHttpHeaders;
  remoteAddress: string;
  body: Buffer;
  /** What the `:name` and final `*` parts of the route's path stood for. */
  params: Record<string, string>;
};

export type WebReply = {
  status: number;
  headers?: Record<string, string | string[]>;
  body?: string | Uint8Array | Readable;
};

/** One address of the simulator. `path` may hold `:name` parts and end in `/*`; the method `*` takes all. */
export type WebRoute = {
  method: "GET" | "POST" | "PUT" | "DELETE" | "*";
  path: string;
  /** For what shares its address with others: takes the request only when this says so. */
  when?(request: Omit<WebRequest, "params">): boolean;
  answer(request: WebRequest): WebReply | Promise<WebReply>;
};

export const json = (status: number, body: unknown): WebReply => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body, null, 2),
});

export const page = (status: number, body: string): WebReply => ({
  status,
  headers: { "content-type": "text/html; charset=utf-8" },
  body,
});
