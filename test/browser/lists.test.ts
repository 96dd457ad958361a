import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { consoleWorld } from "./console-world.ts";
import { untilTrue } from "./until-settled.ts";

const world = consoleWorld();
const rowsAre = (count: number) => `document.querySelectorAll("tbody tr").length === ${count}`;

const askFor = (page: Page, account: string, count: number) =>
  page.evaluate(
    async ([account, count]) => {
      const call = async (path: string, body?: unknown) => {
        const init = { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } };
        // biome-ignore lint/suspicious/noExplicitAny: answers are looked into where they are used
        return (await fetch(`/api/v1${path}`, body ? init : {})).json() as Promise<any>;
      };
      const { items } = await call(`/eligibility?search=${account}`);
      for (let nth = 0; nth < count; nth++) {
        const permissionSetArn = items[0].permissionSets[0].arn;
        const form = { accountIds: [items[0].id], permissionSetArn, durationMinutes: 60 + 15 * nth };
        await call("/requests", { ...form, justification: `The ${nth}th` });
      }
    },
    [account, count] as const,
  );

/** Holds a call back until it is let go. */
const holding = async (page: Page, address: string) => {
  const gate = Promise.withResolvers<void>();
  const held = page.waitForRequest(address);
  await page.route(address, async (route) => {
    await gate.promise;
    await route.continue();
  });
  return { isHeld: () => held, letGo: () => gate.resolve() };
};

test("the page before is found after the browser's Back and Forward too", async () => {
  const { page, open } = await world.visitor("amira.haddad");
  await askFor(page, "payments-prod", 5);
  await open("/requests?view=mine&limit=2");
  const first = page.locator("tbody tr").first();
  const next = page.getByRole("button", { name: "Next page" });
  const before = page.getByRole("button", { name: "Page before" });
  const shown: string[] = [];
  const remember = async () => shown.push((await first.innerText()).trim());
  const isShown = async (nth: number) => {
    await page
      .locator("tbody tr", { hasText: shown[nth]?.split("\n")[0] ?? "" })
      .first()
      .waitFor();
    for (let tries = 0; (await first.innerText()).trim() !== shown[nth]; tries++) {
      assert.ok(tries < 200, `page ${nth} never came`);
      await page.waitForTimeout(20);
    }
  };
  await untilTrue(page, rowsAre(2));
  await remember();
  for (const rows of [2, 1]) {
    const address = page.url();
    await next.click();
    await page.waitForURL((url) => url.href !== address);
    await untilTrue(page, rowsAre(rows));
    // The rows of before stay until the others are there.
    while ((await first.innerText()).trim() === shown.at(-1)) await page.waitForTimeout(20);
    await remember();
  }
  assert.equal(new Set(shown).size, 3, shown.join("\n"));
  await page.goBack();
  await isShown(1);
  await before.click();
  await isShown(0);
  assert.ok(await before.isDisabled());
  await next.click();
  await isShown(1);
  await page.goBack();
  await page.goForward();
  await isShown(1);
  await before.click();
  await isShown(0);
});

test("rows stay, with what went wrong above them, when reading them anew fails; and go on when it is read again", async () => {
  const { page, watch, open } = await world.visitor("amira.haddad");
  await open("/requests?view=mine");
  await untilTrue(page, rowsAre(5));
  watch.expect(503, "/api/v1/requests?");
  await page.route("**/api/v1/requests?*", (route) =>
    route.fulfill({
      status: 503,
      json: { error: { code: "busy", message: "Stint is busy. Try again in a moment.", requestId: "r-1" } },
    }),
  );
  // Something else happened, so that the list is read anew.
  await askFor(page, "payments-prod", 1);
  await page.getByText("Stint is busy. Try again in a moment.").waitFor();
  await untilTrue(page, rowsAre(5));
  await page.unroute("**/api/v1/requests?*");
  await page.getByRole("button", { name: "Try again" }).click();
  await untilTrue(page, rowsAre(6));
  assert.equal(await page.getByText("Stint is busy").count(), 0);
});

test("a dialog cannot be left while what it asked for is under way", async () => {
  const { page, open } = await world.visitor("mateo.garcia");
  await open("/requests?view=to-decide");
  await untilTrue(page, rowsAre(6));
  const dialog = page.getByRole("dialog");

  const approval = await holding(page, "**/approve");
  await page
    .getByRole("button", { name: /^Approve: / })
    .first()
    .click();
  await dialog.getByLabel("Comment").fill("Fine");
  await dialog.getByRole("button", { name: "Approve" }).click();
  await approval.isHeld();
  await page.keyboard.press("Escape");
  await dialog.getByRole("button", { name: "Close" }).click();
  assert.ok(await dialog.getByRole("button", { name: "Not now" }).isDisabled());
  assert.equal(await dialog.getByLabel("Comment").inputValue(), "Fine");
  approval.letGo();
  await page.getByText("Your approval is recorded.").waitFor();
  await dialog.waitFor({ state: "hidden" });

  await untilTrue(page, rowsAre(5));
  const several = await holding(page, "**/reject");
  await page.getByRole("checkbox", { name: "Select all on this page" }).check({ force: true });
  await page.getByRole("button", { name: "Reject 5" }).click();
  await dialog.getByRole("button", { name: "Reject", exact: true }).click();
  await several.isHeld();
  // To leave means to stop: those that are under way are waited for, the others are not begun.
  await page.keyboard.press("Escape");
  await dialog.getByRole("button", { name: "Stopping" }).waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await dialog.count(), 1);
  several.letGo();
  await dialog.getByText("3 of 5 done.").waitFor();
  await dialog.getByRole("button", { name: "Close", exact: true }).last().click();
  await untilTrue(page, rowsAre(2));
});
