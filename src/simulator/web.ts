import type { IncomingHttpHeaders } from "node:http";

export type WebRequest = {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** What the `:name` and final `*` parts of the route's path stood for. */
  params: Record<string, string>;
};

export type WebReply = {
  status: number;
  headers?: Record<string, string | string[]>;
  body?: string | Uint8Array;
};

/** One address of the simulator. `path` may hold `:name` parts and end in `/*`. */
export type WebRoute = {
  method: "GET" | "POST" | "PUT" | "DELETE";
  path: string;
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
