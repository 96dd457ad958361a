import { z } from "zod";
import { activityProblems, activityVariables, activityWords, athenaTableVariables } from "./activity-config.ts";
import { signInProblems, signInVariables, signInWords } from "./sign-in-config.ts";
import { tracingVariables } from "./tracing/tracing-config.ts";
import { trustworthyUrl } from "./trustworthy-url.ts";
import { spokenUnknown, unknownVariables } from "./unknown-variables.ts";

/** This is the only file that reads the environment. */

const port = z.coerce.number().int().min(0).max(65_535);

/** Refused here in words of ours: what the driver says of a wrong address may hold the password. */
const serverUrl = (scheme: RegExp, sentence: string) =>
  z
    .string()
    .regex(scheme, sentence)
    .refine(
      (text) => URL.canParse(text),
      "is no address; write special characters of the password as %40 and the like",
    );

const publicUrl = trustworthyUrl
  .refine((url) => new URL(url).pathname === "/" && new URL(url).search === "", "must have no path")
  .transform((url) => new URL(url).origin);

const common = {
  STINT_LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
};

const production = z.object({
  ...tracingVariables,
  ...common,
  STINT_DATABASE_URL: serverUrl(/^postgres(ql)?:\/\//, "must begin with postgresql://"),
});

const metricsListener = {
  STINT_METRICS_HOST: z.string().min(1).default("127.0.0.1"),
  STINT_METRICS_PORT: port.optional(),
};

const work = production.extend({
  ...metricsListener,
  STINT_PUBLIC_URL: publicUrl,
  STINT_MAIL_FROM: z.string().min(3).optional(),
  STINT_SMTP_URL: serverUrl(/^smtps?:\/\//, "must begin with smtp:// or smtps://").optional(),
  STINT_SES: z.enum(["on", "off"]).default("off"),
  STINT_ADMIN_GROUP: z.string().min(1),
  STINT_AUDITOR_GROUP: z.string().min(1).optional(),
  ...activityVariables,
  STINT_CUT_TARGET: z
    .string()
    .regex(
      /^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}|\d{12})$/,
      "must be the id of the root, of a unit or of an account",
    )
    .optional(),
});

const athenaTable = z.object(athenaTableVariables);

const serve = production.extend({
  ...metricsListener,
  STINT_PUBLIC_URL: publicUrl,
  STINT_HOST: z.string().min(1).default("127.0.0.1"),
  STINT_PORT: port.default(8080),
  ...signInVariables,
  STINT_TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
});

const demo = z.object({
  ...common,
  ...tracingVariables,
  STINT_LOG_LEVEL: common.STINT_LOG_LEVEL.unwrap().default("warn"),
  STINT_PORT: port.default(8080),
  STINT_SIMULATOR_PORT: port.default(8081),
  STINT_DATA_DIR: z.string().min(1).default(".stint"),
});

const backup = demo.extend({ STINT_DATABASE_URL: production.shape.STINT_DATABASE_URL.optional() });

const whatItIs: Record<string, string> = {
  STINT_DATABASE_URL: "the PostgreSQL database, postgresql://user:password@host:5432/stint",
  STINT_PUBLIC_URL: "where browsers reach Stint, https://stint.example.com",
  STINT_ADMIN_GROUP: "the name or id of the Identity Center group whose members run Stint",
  ...signInWords,
  ...activityWords,
  STINT_MAIL_FROM: 'who mails come from, "Stint <stint@example.com>"',
};

/** The configuration has problems; all of them are said at once, each with what the variable is. */
export class ConfigurationProblem extends Error {
  readonly problems: string[];
  constructor(problems: string[]) {
    super(problems.join("\n"));
    this.name = "ConfigurationProblem";
    this.problems = problems;
  }
}

type Environment = Record<string, string | undefined>;

/** An empty variable is as good as none. */
const givenIn = (environment: Environment): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""));

const spoken = (given: Environment, { path, message }: { path: PropertyKey[]; message: string }): string => {
  const name = path.join(".");
  const what = whatItIs[name] ? ` (${whatItIs[name]})` : "";
  return given[name] === undefined ? `${name} is missing${what}.` : `${name}${what}: ${message}.`;
};

/** What one part of Stint reads: its variables, and what must hold between them, asked of the words as they were given. */
type Part<Shape extends z.ZodObject> = { shape: Shape; between(given: Environment): string[] };

const problemsOf = <Shape extends z.ZodObject>({ shape, between }: Part<Shape>, given: Environment): string[] => {
  const parsed = shape.safeParse(given);
  const alone = parsed.success ? [] : parsed.error.issues.map((issue) => spoken(given, issue));
  return [...alone, ...between(given)];
};

const read = <Shape extends z.ZodObject>(part: Part<Shape>, environment: Environment): z.infer<Shape> => {
  const given = givenIn(environment);
  const known = knownNames();
  const unknown = unknownVariables(given, known).map((name) => spokenUnknown(name, known));
  const problems = [...problemsOf(part, given), ...unknown];
  if (problems.length > 0) throw new ConfigurationProblem(problems);
  return part.shape.parse(given);
};

const mailProblems = (given: Environment) => {
  const channels = [given.STINT_SMTP_URL !== undefined, given.STINT_SES === "on"].filter(Boolean).length;
  if (channels > 1) return ["STINT_SMTP_URL and STINT_SES=on are both set: choose one way to send mail."];
  if (channels === 1 && !given.STINT_MAIL_FROM)
    return [`STINT_MAIL_FROM is missing (${whatItIs.STINT_MAIL_FROM}): mail is switched on.`];
  return [];
};

const parts = {
  migrate: { shape: production, between: () => [] },
  work: { shape: work, between: (given: Environment) => [...mailProblems(given), ...activityProblems(given)] },
  serve: { shape: serve, between: signInProblems },
  demo: { shape: demo, between: () => [] },
  backup: { shape: backup, between: () => [] },
  athenaTable: { shape: athenaTable, between: () => [] },
};

/** Read by the command line, which is a client and no process of ours. */
const ofCommandLine = ["STINT_URL", "STINT_CLIENT_ID", "STINT_CLIENT_SECRET"];

/** One process's variables are no mistake in the environment of another. */
const knownNames = () =>
  new Set([...Object.values(parts).flatMap(({ shape }) => Object.keys(shape.shape)), ...ofCommandLine]);

export const readDatabaseConfig = (environment: Environment = process.env) => read(parts.migrate, environment);
export const readWorkConfig = (environment: Environment = process.env) => read(parts.work, environment);
export const readServeConfig = (environment: Environment = process.env) => read(parts.serve, environment);
export const readDemoConfig = (environment: Environment = process.env) => read(parts.demo, environment);
export const readBackupConfig = (environment: Environment = process.env) => read(parts.backup, environment);
export const readAthenaTableConfig = (environment: Environment = process.env) => read(parts.athenaTable, environment);

export type WorkConfig = ReturnType<typeof readWorkConfig>;
export type ServeConfig = ReturnType<typeof readServeConfig>;
export type DemoConfig = ReturnType<typeof readDemoConfig>;

/** The parts that are deployed: each is a process of its own, with a role of its own in AWS. */
export type DeployedPart = "serve" | "work";

export type InspectedConfig = {
  /** Every variable that can be read, whatever is wrong with the others. */
  values: Partial<ServeConfig & WorkConfig>;
  /** What would keep each part from starting. */
  problems: Record<DeployedPart, string[]>;
  /** Variables that look like ours and are not: misspelt, most likely. */
  unknown: string[];
  /** What must not be shown, wherever it may turn up. */
  secrets: string[];
};

const readable = (shape: z.ZodObject, given: Environment): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(shape.shape).flatMap(([name, field]) => {
      const one = z.safeParse(field, given[name]);
      return one.success && one.data !== undefined ? [[name, one.data]] : [];
    }),
  );

const passwordIn = (text: string | undefined): string[] => {
  const password = text === undefined ? undefined : URL.parse(text)?.password;
  if (!password) return [];
  return [
    password,
    password.replaceAll(/%[0-9a-f]{2}/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16))),
  ];
};

/** Reads what can be read of a configuration that may be broken, and says all that is wrong with it. */
export const inspectConfig = (environment: Environment = process.env): InspectedConfig => {
  const given = givenIn(environment);
  return {
    values: { ...readable(work, given), ...readable(serve, given) },
    problems: { serve: problemsOf(parts.serve, given), work: problemsOf(parts.work, given) },
    unknown: unknownVariables(given, knownNames()),
    secrets: Object.entries(given).flatMap(([name, value]) =>
      /SECRET|PRIVATE_KEY/.test(name) && value ? [value] : passwordIn(value),
    ),
  };
};
