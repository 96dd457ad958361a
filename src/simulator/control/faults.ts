import { type FaultKind, type FaultSpec, faultKinds } from "../faults.ts";
import type { SimulatorParts } from "../parts.ts";
import { json, type WebRoute } from "../web.ts";
import { objectIn, refuse } from "./refusal.ts";

/** Only what is accepted first and done later can fail late. */
const failsLate = ["CreateAccountAssignment", "DeleteAccountAssignment", "StartQueryExecution", "StartQuery"];

const words = `A fault is {operation, kind: ${faultKinds.join(" | ")}, times?: a number or "always", code?, message?, delayMs?, match?: an object}. Only ${failsLate.join(", ")} can fail late.`;

const isKind = (value: unknown): value is FaultKind => faultKinds.some((kind) => kind === value);
const isTextOrAbsent = (value: unknown) => value === undefined || typeof value === "string";
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isTimes = (value: unknown): value is number | "always" =>
  value === "always" || (typeof value === "number" && Number.isInteger(value) && value > 0);

const parseFault = (value: Record<string, unknown>): FaultSpec | undefined => {
  const { operation, kind, times, code, message, delayMs, match, ...others } = value;
  if (typeof operation !== "string" || !isKind(kind) || Object.keys(others).length > 0) return undefined;
  if (kind === "fail-late" && !failsLate.includes(operation)) return undefined;
  if (!isTextOrAbsent(code) || !isTextOrAbsent(message)) return undefined;
  if (times !== undefined && !isTimes(times)) return undefined;
  if (delayMs !== undefined && (typeof delayMs !== "number" || !(delayMs >= 0))) return undefined;
  if (match !== undefined && !isObject(match)) return undefined;
  return {
    operation,
    kind,
    ...(times === undefined ? {} : { times }),
    ...(typeof code === "string" ? { code } : {}),
    ...(typeof message === "string" ? { message } : {}),
    ...(typeof delayMs === "number" ? { delayMs } : {}),
    ...(isObject(match) ? { match } : {}),
  };
};

export const faultRoutes = ({ faults }: SimulatorParts): WebRoute[] => [
  { method: "GET", path: "/_simulator/faults", answer: () => json(200, { faults: faults.list() }) },
  {
    method: "POST",
    path: "/_simulator/faults",
    answer({ body }) {
      const value = objectIn(body);
      const spec = value && parseFault(value);
      return spec ? json(201, faults.add(spec)) : refuse(words);
    },
  },
  {
    method: "DELETE",
    path: "/_simulator/faults",
    answer() {
      faults.clear();
      return json(200, { faults: [] });
    },
  },
];
