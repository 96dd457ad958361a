import { existsSync } from "node:fs";
import { z } from "zod";

/** This is the only file that reads the environment. */

const port = z.coerce.number().int().min(0).max(65_535);
const thisMachine = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** Whoever reads along on the way could sign in as anybody. */
const trustworthyUrl = z.url({ protocol: /^https?$/ }).refine((text) => {
  const { protocol, hostname } = new URL(text);
  return protocol === "https:" || thisMachine.has(hostname);
}, "must begin with https://");

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
  ...common,
  STINT_DATABASE_URL: serverUrl(/^postgres(ql)?:\/\//, "must begin with postgresql://"),
});

const work = production.extend({
  STINT_PUBLIC_URL: publicUrl,
  STINT_MAIL_FROM: z.string().min(3).optional(),
  STINT_SMTP_URL: serverUrl(/^smtps?:\/\//, "must begin with smtp:// or smtps://").optional(),
  STINT_SES: z.enum(["on", "off"]).default("off"),
  STINT_ADMIN_GROUP: z.string().min(1),
  STINT_AUDITOR_GROUP: z.string().min(1).optional(),
});

const serve = work.extend({
  STINT_HOST: z.string().min(1).default("127.0.0.1"),
  STINT_PORT: port.default(8080),
  STINT_SAML_METADATA_URL: trustworthyUrl.optional(),
  STINT_SAML_METADATA_FILE: z
    .string()
    .refine((path) => existsSync(path), "there is no such file")
    .optional(),
  STINT_TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
});

const demo = z.object({
  ...common,
  STINT_LOG_LEVEL: common.STINT_LOG_LEVEL.unwrap().default("warn"),
  STINT_PORT: port.default(8080),
  STINT_SIMULATOR_PORT: port.default(8081),
  STINT_DATA_DIR: z.string().min(1).default(".stint"),
});

const whatItIs: Record<string, string> = {
  STINT_DATABASE_URL: "the PostgreSQL database, postgresql://user:password@host:5432/stint",
  STINT_PUBLIC_URL: "where browsers reach Stint, https://stint.example.com",
  STINT_ADMIN_GROUP: "the name or id of the Identity Center group whose members run Stint",
  STINT_SAML_METADATA_URL: "where the identity provider's SAML metadata is (or STINT_SAML_METADATA_FILE)",
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

const read = <Shape extends z.ZodType>(
  shape: Shape,
  environment: Environment,
  more: (values: z.infer<Shape>) => string[],
) => {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = shape.safeParse(given);
  if (!parsed.success) {
    throw new ConfigurationProblem(
      parsed.error.issues.map(({ path, message }) => {
        const name = path.join(".");
        const what = whatItIs[name] ? ` (${whatItIs[name]})` : "";
        return given[name] === undefined ? `${name} is missing${what}.` : `${name}${what}: ${message}.`;
      }),
    );
  }
  const problems = more(parsed.data);
  if (problems.length > 0) throw new ConfigurationProblem(problems);
  return parsed.data;
};

const mailProblems = (values: z.infer<typeof work>) => {
  const channels = [values.STINT_SMTP_URL !== undefined, values.STINT_SES === "on"].filter(Boolean).length;
  if (channels > 1) return ["STINT_SMTP_URL and STINT_SES=on are both set: choose one way to send mail."];
  if (channels === 1 && !values.STINT_MAIL_FROM)
    return [`STINT_MAIL_FROM is missing (${whatItIs.STINT_MAIL_FROM}): mail is switched on.`];
  return [];
};

const samlProblems = (values: z.infer<typeof serve>) =>
  values.STINT_SAML_METADATA_URL || values.STINT_SAML_METADATA_FILE
    ? []
    : [`STINT_SAML_METADATA_URL is missing: ${whatItIs.STINT_SAML_METADATA_URL}.`];

export const readDatabaseConfig = (environment: Environment = process.env) => read(production, environment, () => []);
export const readWorkConfig = (environment: Environment = process.env) => read(work, environment, mailProblems);
export const readServeConfig = (environment: Environment = process.env) =>
  read(serve, environment, (values) => [...mailProblems(values), ...samlProblems(values)]);
export const readDemoConfig = (environment: Environment = process.env) => read(demo, environment, () => []);

export type WorkConfig = ReturnType<typeof readWorkConfig>;
export type ServeConfig = ReturnType<typeof readServeConfig>;
export type DemoConfig = ReturnType<typeof readDemoConfig>;
