import type { Page } from "playwright-core";

/** What went wrong in a page, in the words of the browser. */
export type Watch = {
  problems: string[];
  /** From now on this status is expected of addresses that hold `path`: the page is shown something it may not see. */
  expect(status: number, path: string): void;
};

// The policy's own report names the directive and what was blocked; the console's message alone may not come.
const reportPolicy = `addEventListener("securitypolicyviolation", (event) =>
  console.error("CSP: " + event.effectiveDirective + " blocked " + event.blockedURI + " " + event.sample));`;

/** Chromium also writes each failed answer to the console, without its address: the answer itself is watched instead. */
const isFailedAnswer = (text: string) => text.startsWith("Failed to load resource: the server responded");

/** Collects every error in the console, every error thrown, every answer of 400 or more and every report of the content security policy. */
export const watchPage = async (page: Page): Promise<Watch> => {
  const problems: string[] = [];
  const expected: { status: number; path: string }[] = [];
  await page.addInitScript(reportPolicy);
  page.on("console", (message) => {
    if (message.type() === "error" && !isFailedAnswer(message.text())) problems.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`thrown: ${error.stack ?? error.message}`));
  page.on("response", async (response) => {
    const [status, url] = [response.status(), response.url()];
    const isExpected = expected.some((one) => one.status === status && url.includes(one.path));
    if (status < 400 || isExpected) return;
    const at = problems.push(`${status} ${response.request().method()} ${url}`) - 1;
    problems[at] += ` ${await response.text().catch(() => "")}`;
  });
  return { problems, expect: (status, path) => expected.push({ status, path }) };
};
