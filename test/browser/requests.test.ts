import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { assertAccessible, assertNoSidewaysScroll } from "./accessible.ts";
import { consoleWorld } from "./console-world.ts";
import { untilTrue } from "./until-settled.ts";
import { narrow, wide } from "./visitor.ts";

const world = consoleWorld();

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into where they are used
type Answer = any;

/** A call of the API as the page itself makes it. */
const call = (page: Page, method: string, path: string, body?: unknown): Promise<Answer> =>
  page.evaluate(
    async ([method, path, body]) => {
      const init = body ? { body, headers: { "content-type": "application/json" } } : {};
      return (await fetch(`/api/v1${path}`, { method, ...init })).json();
    },
    [method, path, body ? JSON.stringify(body) : ""] as const,
  );

const rowsAre = (count: number) => `document.querySelectorAll("tbody tr").length === ${count}`;

/** The newest is asked for last, and stands first. */
const asked: string[] = [];

const askForFour = async () => {
  const amira = await world.visitor("amira.haddad");
  const { items } = await call(amira.page, "GET", "/eligibility?search=payments-prod");
  for (const durationMinutes of [60, 75, 90, 105]) {
    const [account] = items;
    const form = { accountIds: [account.id], permissionSetArn: account.permissionSets[0].arn, durationMinutes };
    const why = { justification: "<b>The ledger</b> is stuck", ticket: `PAY-${durationMinutes}` };
    asked.unshift((await call(amira.page, "POST", "/requests", { ...form, ...why })).id);
  }
};

test("several are decided at once, and where somebody else was faster the approver is told who", async () => {
  await askForFour();
  const [mateo, yuki] = [await world.visitor("mateo.garcia"), await world.visitor("yuki.tanaka")];
  const { page } = mateo;
  await mateo.open("/requests?view=to-decide&sort=expiresAt");
  await page
    .getByRole("link", { name: /Access|Admin/ })
    .nth(3)
    .waitFor();
  await assertAccessible(page);
  await page.setViewportSize(narrow);
  await assertNoSidewaysScroll(page);
  await page.setViewportSize(wide);

  await call(yuki.page, "POST", `/requests/${asked[0]}/reject`, { comment: "Not today" });
  await page.getByText("was rejected by Yuki Tanaka").waitFor();
  await untilTrue(page, rowsAre(3));

  await page.getByRole("checkbox", { name: "Select all on this page" }).check({ force: true });
  await page.getByRole("button", { name: "Approve 3" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("Go ahead, all of you");
  await assertAccessible(page);
  mateo.watch.expect(409, `/requests/${asked[1]}/approve`);
  await call(yuki.page, "POST", `/requests/${asked[1]}/approve`);
  await dialog.getByRole("button", { name: "Approve", exact: true }).dblclick();
  await dialog.getByText("2 of 3 done. 1 not: see why below.").waitFor();
  await dialog.getByText(/already approved by Yuki Tanaka/).waitFor();
  await assertAccessible(page);
  await dialog.getByRole("button", { name: "Close", exact: true }).last().click();
  await page.getByText("Nothing waits for your decision.").waitFor();
  for (const id of asked.slice(2)) {
    const { state, decisions } = await call(page, "GET", `/requests/${id}`);
    assert.deepEqual([state, decisions.length, decisions[0].comment], ["approved", 1, "Go ahead, all of you"]);
  }
});

test("a list is narrowed, turned round and shared by its address, and taken along as a file", async () => {
  const mateo = await world.visitor("mateo.garcia");
  const { page } = mateo;
  await mateo.open("/requests?view=in-my-scope");
  const find = page.getByRole("combobox", { name: /Narrow down by/ });
  await find.fill("Ticket = PAY-75");
  await find.press("Enter");
  await page.waitForURL(/ticket=PAY-75/);
  await untilTrue(page, rowsAre(1));
  await page.reload();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await page.getByRole("columnheader", { name: "Asked" }).getByRole("button").click();
  await page.waitForURL(/sort=createdAt/);
  await page.locator(`tbody tr:first-child a[href="/requests/${asked[3]}"]`).waitFor();
  const file = await page.getByRole("link", { name: /Download as CSV/ }).getAttribute("href");
  const lines = await page.evaluate(async (path) => (await fetch(path)).text(), file ?? "");
  assert.equal(lines.trim().split("\r\n").length, 5);
});

test("who may not see a view is told so", async () => {
  const amira = await world.visitor("amira.haddad");
  amira.watch.expect(403, "view=all");
  await amira.open("/requests?view=all");
  await amira.page.getByText("Only auditors and admins see every request.").waitFor();
  await assertAccessible(amira.page);
});
