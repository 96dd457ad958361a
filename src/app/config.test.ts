import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { ConfigurationProblem, inspectConfig, readDemoConfig, readServeConfig, readWorkConfig } from "./config.ts";

const good = {
  STINT_DATABASE_URL: "postgresql://stint@db/stint",
  STINT_PUBLIC_URL: "https://stint.example.com/",
  STINT_ADMIN_GROUP: "stint-admins",
  STINT_SAML_METADATA_URL: "https://idp.example.com/metadata",
};

const problemsOf = (read: () => unknown): string[] => {
  try {
    read();
  } catch (problem) {
    if (problem instanceof ConfigurationProblem) return problem.problems;
    throw problem;
  }
  return [];
};

test("started without configuration it says everything that is missing, with what each is", () => {
  const problems = problemsOf(() => readServeConfig({}));
  assert.deepEqual(
    problems.map((problem) => problem.split(" ")[0]),
    ["STINT_DATABASE_URL", "STINT_PUBLIC_URL", "STINT_SAML_METADATA_URL"],
  );
  assert.match(problems[0] ?? "", /PostgreSQL/);
  assert.deepEqual(
    problemsOf(() => readWorkConfig({ STINT_SES: "on" })).map((problem) => problem.split(" ")[0]),
    ["STINT_DATABASE_URL", "STINT_PUBLIC_URL", "STINT_ADMIN_GROUP", "STINT_MAIL_FROM"],
  );
});

test("serve asks for nothing that only work uses", () => {
  const { STINT_ADMIN_GROUP: _group, ...rest } = good;
  assert.equal(readServeConfig(rest).STINT_PORT, 8080);
  assert.equal(problemsOf(() => readWorkConfig(rest)).length, 1);
});

test("what can be read of a broken configuration is read, and what looks misspelt is named", () => {
  const { values, problems, unknown, secrets } = inspectConfig({
    ...good,
    STINT_DATABASE_URL: "postgresql://stint:p%40ss@db/stint",
    STINT_PUBLIC_URL: "ftp://x",
    STINT_SAML_METADATA_ULR: "https://idp.example.com/metadata",
    AWS_REGION: "eu-west-1",
  });
  assert.equal(values.STINT_ADMIN_GROUP, "stint-admins");
  assert.equal(values.STINT_PUBLIC_URL, undefined);
  assert.deepEqual([problems.serve.length > 0, problems.work.length > 0], [true, true]);
  assert.deepEqual(unknown, ["STINT_SAML_METADATA_ULR"]);
  assert.deepEqual(secrets, ["p%40ss", "p@ss"]);
});

test("a public URL is kept as its origin, and one with a path is refused", () => {
  assert.equal(readServeConfig(good).STINT_PUBLIC_URL, "https://stint.example.com");
  assert.equal(problemsOf(() => readServeConfig({ ...good, STINT_PUBLIC_URL: "https://x.example/stint" })).length, 1);
  assert.ok(problemsOf(() => readServeConfig({ ...good, STINT_PUBLIC_URL: "javascript:alert(1)" })).length > 0);
});

test("addresses that would carry sign-ins in the clear are refused, but for this machine", () => {
  const clear = {
    ...good,
    STINT_PUBLIC_URL: "http://stint.example.com",
    STINT_SAML_METADATA_URL: "http://idp.example.com/m",
  };
  assert.deepEqual(
    problemsOf(() => readServeConfig(clear)).map((problem) => problem.split(" ")[0]),
    ["STINT_PUBLIC_URL", "STINT_SAML_METADATA_URL"],
  );
  const local = { ...good, STINT_PUBLIC_URL: "http://127.0.0.1:8080", STINT_SAML_METADATA_URL: "http://localhost/m" };
  assert.equal(readServeConfig(local).STINT_PUBLIC_URL, "http://127.0.0.1:8080");
});

test("an address that cannot be read is refused without its password, and so is a file that is not there", () => {
  const wrong = {
    ...good,
    STINT_DATABASE_URL: "postgresql://stint:s3cr/et@db/stint",
    STINT_SMTP_URL: "smtp://stint:s3cr/et@mail",
    STINT_SAML_METADATA_FILE: "/nowhere/metadata.xml",
  };
  const problems = [...problemsOf(() => readServeConfig(wrong)), ...problemsOf(() => readWorkConfig(wrong))];
  assert.deepEqual(
    problems.map((problem) => problem.split(" ")[0]?.replace(":", "")),
    [
      ...["STINT_DATABASE_URL", "STINT_SAML_METADATA_FILE", "STINT_SAML_METADATA_URL"],
      ...["STINT_DATABASE_URL", "STINT_SMTP_URL", "STINT_MAIL_FROM"],
    ],
  );
  assert.doesNotMatch(problems.join(), /s3cr/);
});

test("two ways to send mail, or one without a sender, are refused", () => {
  assert.equal(problemsOf(() => readWorkConfig({ ...good, STINT_SES: "on" })).length, 1);
  const both = { ...good, STINT_SES: "on", STINT_SMTP_URL: "smtp://mail", STINT_MAIL_FROM: "stint@example.com" };
  assert.equal(problemsOf(() => readWorkConfig(both)).length, 1);
});

test("the demo needs nothing", () => {
  assert.equal(readDemoConfig({}).STINT_PORT, 8080);
});

test("OpenID Connect may take the place of SAML, stand beside it, and is not begun by halves", () => {
  const { STINT_SAML_METADATA_URL: _saml, ...without } = good;
  const oidc = {
    STINT_OIDC_ISSUER: "https://login.example.com/acme",
    STINT_OIDC_CLIENT_ID: "stint",
    STINT_OIDC_CLIENT_SECRET: "s3cret",
  };
  assert.equal(readServeConfig({ ...without, ...oidc }).STINT_OIDC_MATCH, "email");
  assert.equal(readServeConfig({ ...good, ...oidc }).STINT_OIDC_CLIENT_ID, "stint");
  const named = (environment: Record<string, string>) =>
    problemsOf(() => readServeConfig(environment)).map((problem) => problem.split(" ")[0]);
  assert.deepEqual(named({ ...good, ...oidc, STINT_OIDC_CLIENT_SECRET: "" }), ["STINT_OIDC_CLIENT_SECRET"]);
  assert.deepEqual(named({ ...without, STINT_OIDC_CLIENT_ID: "stint" }), [
    "STINT_OIDC_ISSUER",
    "STINT_OIDC_CLIENT_SECRET",
  ]);
  assert.deepEqual(named({ ...good, ...oidc, STINT_OIDC_ISSUER: "http://login.example.com" }), ["STINT_OIDC_ISSUER"]);
  assert.deepEqual(named({ ...good, STINT_DECIDE_MAX_AGE_MINUTES: "0" }), ["STINT_DECIDE_MAX_AGE_MINUTES"]);
});

test("a variable that is not Stint's keeps a process from starting, and what was meant is named", () => {
  const misspelt = { ...good, STINT_DECIDE_MAX_AGE_MINUTE: "15", STINT_COLOUR: "blue" };
  for (const read of [() => readServeConfig(misspelt), () => readWorkConfig(misspelt)])
    assert.deepEqual(problemsOf(read), [
      "STINT_DECIDE_MAX_AGE_MINUTE is nothing that Stint knows. Did you mean STINT_DECIDE_MAX_AGE_MINUTES?",
      "STINT_COLOUR is nothing that Stint knows. Take it away; docs/configuration.md lists all there are.",
    ]);
  assert.equal(problemsOf(() => readDemoConfig({ STINT_DATADIR: "x" })).length, 1);
  const ofAll = { ...good, STINT_SES: "off", STINT_SIMULATOR_PORT: "8081", STINT_SERVICE_HOST: "10.0.0.1" };
  assert.deepEqual([problemsOf(() => readServeConfig(ofAll)), problemsOf(() => readWorkConfig(ofAll))], [[], []]);
});

test("settings of a sign-in that do not go together are refused", () => {
  const file = join(import.meta.dirname, "config.ts");
  const named = (environment: Record<string, string>) => problemsOf(() => readServeConfig(environment));
  assert.match(named({ ...good, STINT_SAML_METADATA_FILE: "/nowhere.xml" }).join(), /no such file.*both set/s);
  const { STINT_SAML_METADATA_URL: _url, ...without } = good;
  for (const wrong of [file, import.meta.dirname])
    assert.match(named({ ...without, STINT_SAML_METADATA_FILE: wrong }).join(), /no SAML metadata/);
  const words = (problems: string[]) => problems.map((problem) => problem.split(" ")[0]);
  for (const [name, value] of [
    ["STINT_OIDC_NAME", "Acme"],
    ["STINT_OIDC_MATCH", "email"],
    ["STINT_OIDC_CLAIM", "upn"],
  ] as const)
    assert.deepEqual(words(named({ ...good, [name]: value })), [
      "STINT_OIDC_ISSUER",
      "STINT_OIDC_CLIENT_ID",
      "STINT_OIDC_CLIENT_SECRET",
    ]);
  const oidc = {
    STINT_OIDC_ISSUER: "https://login.example.com",
    STINT_OIDC_CLIENT_ID: "stint",
    STINT_OIDC_CLIENT_SECRET: "s3cret",
  };
  assert.deepEqual(words(named({ ...good, ...oidc, STINT_OIDC_MATCH: "user-name" })), ["STINT_OIDC_CLAIM"]);
  assert.deepEqual(named({ ...good, ...oidc, STINT_OIDC_MATCH: "user-name", STINT_OIDC_CLAIM: "upn" }), []);
});
