import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ConnectionCut } from "./aws/aws-error.ts";
import { json, type WebReply, type WebRequest, type WebRoute } from "./web.ts";

const LARGEST_BODY_BYTES = 16 * 1024 * 1024;

type Matcher = { route: WebRoute; pattern: RegExp; names: string[] };

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const matcherOf = (route: WebRoute): Matcher => {
  const names: string[] = [];
  const parts = route.path.split("/").map((part) => {
    if (part === "*") {
      names.push("*");
      return "(.*)";
    }
    if (!part.startsWith(":")) return escaped(part);
    names.push(part.slice(1));
    return "([^/]+)";
  });
  return { route, pattern: new RegExp(`^${parts.join("/")}$`), names };
};

/** The whole body; undefined when it is larger than the simulator takes. */
const bodyOf = async (message: IncomingMessage): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    size += chunk.length;
    // Read to its end all the same: a client that still writes would take an early answer for a broken connection.
    if (size <= LARGEST_BODY_BYTES) chunks.push(chunk);
  }
  return size > LARGEST_BODY_BYTES ? undefined : Buffer.concat(chunks);
};

const decoded = (text: string) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const answerWith = (matchers: readonly Matcher[], request: Omit<WebRequest, "params">) => {
  const path = request.url.pathname;
  const found = matchers.filter(({ pattern, route }) => pattern.test(path) && (route.when?.(request) ?? true));
  const method = request.method === "HEAD" ? "GET" : request.method;
  const matcher = found.find(({ route }) => route.method === method || route.method === "*");
  if (!matcher) {
    const message = `The simulator has nothing at ${request.method} ${path}.`;
    return json(found.length > 0 ? 405 : 404, { error: { code: "simulator.unknown-address", message } });
  }
  const values = matcher.pattern.exec(path)?.slice(1) ?? [];
  const params = Object.fromEntries(matcher.names.map((name, index) => [name, decoded(values[index] ?? "")]));
  return matcher.route.answer({ ...request, params });
};

const send = async (response: ServerResponse, reply: WebReply) => {
  response.writeHead(reply.status, reply.headers);
  if (!(reply.body instanceof Readable)) {
    response.end(reply.body ?? "");
    return;
  }
  // Too late for an answer in words: who reads half of it sees the connection cut.
  await pipeline(reply.body, response).catch(() => response.destroy());
};

/**
 * A server that answers the routes it was given, the first that matches. `before` runs before each, and `after` before its answer leaves.
 * A `ConnectionCut` ends the connection without an answer.
 */
export const routerServer = (routes: readonly WebRoute[], before: () => void, after = () => {}): Server => {
  const matchers = routes.map(matcherOf);
  const handle = async (message: IncomingMessage, response: ServerResponse) => {
    try {
      const target = message.url ?? "/";
      // Joined, not resolved: resolving would take `//name` for another host.
      const url = new URL(`http://${message.headers.host ?? "127.0.0.1"}${target}`);
      const method = message.method ?? "GET";
      const body = await bodyOf(message);
      if (!body) {
        const message = "The simulator takes request bodies of at most 16 MiB.";
        return await send(response, json(413, { error: { code: "simulator.too-large", message } }));
      }
      before();
      const remoteAddress = message.socket.remoteAddress ?? "";
      const answer = async () =>
        answerWith(matchers, { method, url, target, headers: message.headers, remoteAddress, body });
      const reply = await answer().finally(after);
      await send(response, reply);
    } catch (error) {
      if (error instanceof ConnectionCut) {
        message.socket.destroy();
        return;
      }
      process.stderr.write(`simulator: ${message.method} ${message.url} failed: ${String(error)}\n`);
      if (error instanceof Error && error.stack) process.stderr.write(`${error.stack}\n`);
      await send(response, json(500, { __type: "InternalServerException", message: String(error) }));
    }
  };
  return createServer((message, response) => void handle(message, response));
};
