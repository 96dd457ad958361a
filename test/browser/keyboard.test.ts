import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { consoleWorld } from "./console-world.ts";
import { enterOn, tabTo } from "./keys.ts";
import { untilSettled } from "./until-settled.ts";

const world = consoleWorld();

const signInByKeys = async (page: Page, userName: string) => {
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

test("a dialog keeps the focus, Escape closes it, and the focus is then where it was", async () => {
  const { page } = await world.visitor("amira.haddad");
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
