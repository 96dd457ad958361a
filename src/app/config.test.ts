import assert from "node:assert/strict";
import { test } from "node:test";
import { ConfigurationProblem, readDemoConfig, readServeConfig, readWorkConfig } from "./config.ts";

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
    ["STINT_DATABASE_URL", "STINT_PUBLIC_URL", "STINT_ADMIN_GROUP"],
  );
  assert.match(problems[0] ?? "", /PostgreSQL/);
  assert.match(problemsOf(() => readServeConfig({ ...good, STINT_SAML_METADATA_URL: "" }))[0] ?? "", /SAML_METADATA/);
});

test("a public URL is kept as its origin, and one with a path is refused", () => {
  assert.equal(readServeConfig(good).STINT_PUBLIC_URL, "https://stint.example.com");
  assert.equal(problemsOf(() => readServeConfig({ ...good, STINT_PUBLIC_URL: "https://x.example/stint" })).length, 1);
  assert.ok(problemsOf(() => readServeConfig({ ...good, STINT_PUBLIC_URL: "javascript:alert(1)" })).length > 0);
});

test("two ways to send mail, or one without a sender, are refused", () => {
  assert.equal(problemsOf(() => readWorkConfig({ ...good, STINT_SES: "on" })).length, 1);
  const both = { ...good, STINT_SES: "on", STINT_SMTP_URL: "smtp://mail", STINT_MAIL_FROM: "stint@example.com" };
  assert.equal(problemsOf(() => readWorkConfig(both)).length, 1);
});

test("the demo needs nothing", () => {
  assert.equal(readDemoConfig({}).STINT_PORT, 8080);
});
