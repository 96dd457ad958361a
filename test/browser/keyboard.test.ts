import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import { consoleWorld } from "./console-world.ts";
import { enterOn, tabTo } from "./keys.ts";
import { untilSettled } from "./until-settled.ts";

const world = consoleWorld();

const signInByKeys = async (page: Page, userName: string) => {
  // First away from Stint, whose page would open its line to the server as nobody.
  await page.goto("about:blank");
  await page.context().clearCookies();
  await page.goto(`${world.simulatorUrl}/portal`);
  await tabTo(page, page.getByLabel("Search people"));
  await page.keyboard.type(userName);
  await page.keyboard.press("Enter");
  await enterOn(page, page.locator(`button[name="userName"][value="${userName}"]`));
  await enterOn(page, page.locator('a[href="/portal/apps/stint"]'));
  await page.waitForURL(`${world.url}/**`);
  await untilSettled(page);
};

/** Opens the list, goes down to the option and takes it. */
const chooseByKeys = async (page: Page, option: string) => {
  const wanted = page.getByRole("option", { name: option });
  await wanted.first().waitFor();
  for (let presses = 0; presses < 30; presses++) {
    await page.keyboard.press("ArrowDown");
    if ((await page.locator('[role=option][class*="highlighted"]').filter({ hasText: option }).count()) > 0) break;
  }
  await page.keyboard.press("Enter");
};

test("without a mouse somebody signs in, asks and sends, and somebody else approves", async () => {
  const { page } = await world.visitor("amira.haddad");
  await signInByKeys(page, "amira.haddad");
  await enterOn(page, page.locator("main").getByRole("link", { name: "Ask for access" }).first());
  await untilSettled(page);
  await enterOn(page, page.getByRole("button", { name: /^Accounts/ }));
  await page.keyboard.type("payments-prod");
  await chooseByKeys(page, "payments-prod");
  await page.keyboard.press("Escape");
  await enterOn(page, page.getByRole("button", { name: /^Role/ }));
  await chooseByKeys(page, "AdministratorAccess");
  await tabTo(page, page.getByLabel("Justification"));
  await page.keyboard.type("The ledger is stuck");
  await enterOn(page, page.getByRole("button", { name: "Send request" }));
  await page.waitForURL(/\/requests\/[^/]+$/);
  await page.getByRole("heading", { name: "AdministratorAccess for Amira Haddad" }).waitFor();

  const mateo = await world.visitor("mateo.garcia");
  await signInByKeys(mateo.page, "mateo.garcia");
  await enterOn(mateo.page, mateo.page.getByRole("button", { name: /^Approve: AdministratorAccess in payments-prod/ }));
  const dialog = mateo.page.getByRole("dialog");
  await tabTo(mateo.page, dialog.getByLabel("Comment"));
  await mateo.page.keyboard.type("Go ahead");
  await enterOn(mateo.page, dialog.getByRole("button", { name: "Approve" }));
  await mateo.page.getByText("Your approval is recorded.").waitFor();
  await page.getByText("active", { exact: true }).waitFor();
});

test("what is typed quickly and taken by Enter is never an account that was found for something else", async () => {
  const { page, open } = await world.visitor("amira.haddad");
  await page.route("**/api/v1/eligibility?*", async (route) => {
    await sleep(700);
    await route.continue();
  });
  await open("/ask");
  await enterOn(page, page.getByRole("button", { name: /^Accounts/ }));
  await page.getByRole("option").nth(1).waitFor();
  const typing = async (keys: readonly string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await typing([..."payments-prod", "ArrowDown", "Enter"]);
  // The list of before is gone with the first letter; what is pressed meanwhile takes nothing, and holds nothing up.
  await chooseByKeys(page, "payments-prod");
  await page.keyboard.press("Escape");
  const chosen = page.getByRole("button", { name: /^Remove / });
  await chosen.first().waitFor();
  assert.deepEqual(await chosen.evaluateAll((all) => all.map((one) => one.ariaLabel)), ["Remove payments-prod"]);
  // The roles are still being read when their list is opened.
  await enterOn(page, page.getByRole("button", { name: /^Role/ }));
  await chooseByKeys(page, "AdministratorAccess");
  await page.getByRole("button", { name: /^Role AdministratorAccess/ }).waitFor();
  await page.unroute("**/api/v1/eligibility?*");
});

test("a dialog keeps the focus, Escape closes it, and the focus is then where it was", async () => {
  const { page, open } = await world.visitor("amira.haddad");
  await open("/");
  const opener = page.getByRole("button", { name: /^End now/ });
  await enterOn(page, opener);
  await page.getByRole("dialog").waitFor();
  for (let presses = 0; presses < 8; presses++) {
    await page.keyboard.press("Tab");
    assert.equal(await page.getByRole("dialog").locator(":focus").count(), 1, "the focus stays in the dialog");
  }
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  assert.equal(await opener.and(page.locator(":focus")).count(), 1, "the focus returns to what opened it");
});
