import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { assertAccessible, assertNoSidewaysScroll } from "./accessible.ts";
import { consoleWorld } from "./console-world.ts";
import { untilTrue } from "./until-settled.ts";
import { narrow, wide } from "./visitor.ts";

const world = consoleWorld();

type Answer = { items: { id: string; permissionSets: { arn: string }[] }[]; grants: { id: string }[] };

const sendAtOnce = (page: Page, account: string) =>
  page.evaluate(async (account) => {
    const call = async (path: string, body?: unknown): Promise<Answer> => {
      const init = body
        ? { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } }
        : {};
      return (await fetch(`/api/v1${path}`, init)).json() as Promise<Answer>;
    };
    const { items } = await call(`/eligibility?search=${account}`);
    const [first] = items;
    const permissionSetArn = first?.permissionSets[0]?.arn;
    const form = { accountIds: [first?.id], permissionSetArn, durationMinutes: 60, justification: "<b>A look</b>" };
    const { grants } = await call("/requests", form);
    return grants[0]?.id ?? "";
  }, account);

const rowsAre = (count: number) => `document.querySelectorAll("tbody tr").length === ${count}`;
const granted: string[] = [];

test("who holds what is a picture that is walked with the arrow keys, and a table", async () => {
  const { page, open } = await world.visitor("liam.murphy");
  for (const account of ["web-dev", "data-dev"]) granted.push(await sendAtOnce(page, account));
  await open("/access?view=timeline&last=24h");
  await untilTrue(page, `document.querySelectorAll(".held .active").length === 2`);
  await assertAccessible(page);
  await page.locator('.held a[tabindex="0"]').focus();
  await page.keyboard.press("ArrowDown");
  await assert.rejects(page.locator(".held-facts").waitFor({ state: "detached", timeout: 200 }));
  await page.keyboard.press("Enter");
  await page.waitForURL(new RegExp(`/access/(${granted.join("|")})$`));
  await page
    .getByText(/Nothing was (read yet|done)/)
    .first()
    .waitFor();
  await page.goBack();
  await page.getByRole("button", { name: "The same as a table" }).click();
  await untilTrue(page, rowsAre(2));
  await page.setViewportSize(narrow);
  await assertNoSidewaysScroll(page);
  await page.setViewportSize(wide);
});

test("an admin ends several at once, each outcome is told, and what ended is in the list of it", async () => {
  const { page, open } = await world.visitor("grace.okafor");
  await open("/access");
  await untilTrue(page, rowsAre(2));
  await page.getByRole("checkbox", { name: "Select all on this page" }).check({ force: true });
  await page.getByRole("button", { name: "End 2 now" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("Enough for today");
  await assertAccessible(page);
  await dialog.getByRole("button", { name: "End now", exact: true }).click();
  await dialog.getByText("2 of 2 done.").waitFor();
  await dialog.getByRole("button", { name: "Close", exact: true }).last().click();
  await page.getByText("No access is held or about to begin.").waitFor();
  await open("/access?view=ended");
  await untilTrue(page, rowsAre(2));
  await open(`/access/${granted[0]}`);
  await page.getByText("Enough for today").waitFor();
  await page.getByText("You may not see what was done with this access").waitFor();
});

test("activity is drawn and listed, narrowed by the server, and text in it is text", async () => {
  const { page, open } = await world.visitor("liam.murphy");
  const asked: string[] = [];
  await page.route("**/activity?*", (route) => {
    const { searchParams } = new URL(route.request().url());
    asked.push(searchParams.get("outcome") ?? "");
    const items = Array.from({ length: 40 }, (_, n) => ({
      id: `event-${n}`,
      at: new Date(Date.UTC(2026, 10, 21, 10, n)).toISOString(),
      service: n % 2 ? "s3.amazonaws.com" : "ec2.amazonaws.com",
      action: n % 2 ? "GetObject" : "StopInstances",
      region: "eu-central-1",
      resources: [{ type: null, name: "<b>bold</b>" }],
      sourceIp: "203.0.113.24",
      userAgent: null,
      outcome: n % 5 ? "success" : "denied",
      errorCode: n % 5 ? null : "AccessDenied",
      errorMessage: null,
      readOnly: n % 2 === 1,
    }));
    const shown = items.filter(({ outcome }) => !asked.at(-1) || outcome === asked.at(-1));
    const source = {
      ...{ configured: true, state: "failing", message: "", readUpTo: "2026-11-21T10:40:00.000Z", complete: false },
      ...{ progress: null, nextLookAt: null, lastError: "AccessDenied: no kms:Decrypt", capped: false, unreadable: 2 },
    };
    return route.fulfill({ json: { items: shown, source, abilities: {} } });
  });
  const services = ["ec2.amazonaws.com", "s3.amazonaws.com"];
  await page.route(/\/activity\/summary/, (route) => {
    const [first, last] = ["2026-11-21T10:00:00.000Z", "2026-11-21T10:39:00.000Z"];
    const counts = services.map((service) => ({ at: first, service, outcome: "success", count: 60_000 }));
    return route.fulfill({
      json: { total: 120_000, first, last, stretchSeconds: 300, counts, services, abilities: {} },
    });
  });
  await open(`/access/${granted[1]}?outcome=denied`);
  await untilTrue(page, rowsAre(8));
  assert.equal(asked.at(-1), "denied");
  await page.getByRole("button", { name: "Clear filters" }).click();
  await untilTrue(page, rowsAre(40));
  await page.getByText("<b>bold</b>").first().waitFor();
  await page.getByText("(120,000)").waitFor();
  await page.getByText("no kms:Decrypt").waitFor();
  await page.getByRole("button", { name: "By service" }).click();
  await assertAccessible(page);
  await page.unroute("**/activity?*");
  await page.unroute(/\/activity\/summary/);
});
