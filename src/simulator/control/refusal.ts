import { json, type WebReply } from "../web.ts";

export const refuse = (message: string): WebReply => json(400, { error: { code: "simulator.bad-control", message } });

/** The body as a JSON object; undefined when it is anything else. */
export const objectIn = (body: Buffer): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
};
