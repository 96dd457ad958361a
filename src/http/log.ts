import { type DestinationStream, type Logger, pino } from "pino";
import type { Clock } from "../core/time.ts";

const secretFields = [
  "authorization",
  "cookie",
  '["set-cookie"]',
  "SAMLResponse",
  "SAMLRequest",
  "RelayState",
  "secret",
  "secretHash",
  "clientSecret",
  "client_secret",
  "token",
  "tokenHash",
  "access_token",
  "password",
];

const at = (depth: string, field: string) => (field.startsWith("[") ? `${depth}${field}` : `${depth}.${field}`);

/** Wherever one of these turns up, on top or one or two levels down, the log says that it was there and not what it was. */
const redacted = secretFields.flatMap((field) => [field, at("*", field), at("*.*", field)]);

/** A log of JSON lines that holds no secrets. Its times are those of the clock that everything else goes by. */
export const createLog = (options: { clock: Clock; level: string }, destination?: DestinationStream): Logger => {
  const settings = {
    level: options.level,
    base: null,
    timestamp: () => `,"at":"${options.clock.now().toISOString()}"`,
    formatters: { level: (level: string) => ({ level }) },
    redact: { paths: redacted, censor: "[redacted]" },
  };
  return destination ? pino(settings, destination) : pino(settings);
};
