import { randomUUID } from "node:crypto";
import type { DemoProcess } from "./demo-process.ts";

type Demo = Pick<DemoProcess, "url" | "simulatorUrl">;
// biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of an answer by asserting it
export type Answer = { status: number; body: any };

const unescaped = (text: string) => text.replaceAll("&#43;", "+").replaceAll("&#x2B;", "+").replaceAll("&amp;", "&");

const cookieOf = (response: Response) => response.headers.get("set-cookie")?.split(";")[0] ?? "";

/** Somebody who opens Stint from its tile in the access portal, and then uses its API with the session they got. */
export const signInOverHttp = async (demo: Demo, userName: string) => {
  const entered = await fetch(`${demo.simulatorUrl}/portal/sign-in`, {
    method: "POST",
    body: new URLSearchParams({ userName }),
    redirect: "manual",
  });
  const tile = await fetch(`${demo.simulatorUrl}/portal/apps/stint`, { headers: { cookie: cookieOf(entered) } });
  const SAMLResponse = unescaped(/name="SAMLResponse" value="([^"]+)"/.exec(await tile.text())?.[1] ?? "");
  const arrived = await fetch(`${demo.url}/auth/saml/acs`, {
    method: "POST",
    body: new URLSearchParams({ SAMLResponse }),
    redirect: "manual",
  });
  if (arrived.status !== 303)
    throw new Error(`${userName} could not sign in: ${arrived.status} ${await arrived.text()}`);
  return { userName, cookie: cookieOf(arrived), call: caller(demo, { cookie: cookieOf(arrived), origin: demo.url }) };
};

const caller =
  (demo: Demo, identity: Record<string, string>) =>
  async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> => {
    const response = await fetch(`${demo.url}/api/v1${path}`, {
      method,
      headers: {
        ...identity,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(method === "POST" && path === "/requests" ? { "idempotency-key": randomUUID() } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text.startsWith("{") ? JSON.parse(text) : text };
  };

export type PersonOverHttp = Awaited<ReturnType<typeof signInOverHttp>>;
