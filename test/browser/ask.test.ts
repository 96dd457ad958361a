import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { assertAccessible, assertNoSidewaysScroll } from "./accessible.ts";
import { consoleWorld } from "./console-world.ts";
import { untilSettled } from "./until-settled.ts";
import { narrow, wide } from "./visitor.ts";

const world = consoleWorld();

/** Opens a field by the keyboard, types what is looked for, and takes the first of what is found. */
const chooseByKeys = async (page: Page, field: { name: RegExp; typed?: string; first: RegExp }) => {
  await page.getByRole("button", { name: field.name }).focus();
  await page.keyboard.press("Enter");
  if (field.typed) await page.keyboard.type(field.typed);
  await page.getByRole("option", { name: field.first }).first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
};

const sendByKeys = async (page: Page) => {
  await page.getByRole("button", { name: "Send request" }).focus();
  // Twice, as impatient people do: it makes one request.
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/requests\/[0-9a-f-]{36}$/);
};

test("asked for by keyboard alone, found by its organisational unit, marked, and extended without a gap", async () => {
  const { page, open } = await world.visitor("liam.murphy");
  await page.getByText("You have not asked for access yet.").waitFor();
  await open("/ask");
  await chooseByKeys(page, { name: /^Accounts/, typed: "sandbox", first: /Sandbox/ });
  await chooseByKeys(page, { name: /^Role/, first: /ReadOnlyAccess|PowerUserAccess/ });
  await page.getByText("Not needed: it begins by itself").waitFor();
  await page.getByRole("button", { name: "Make it a favourite" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Favourite", exact: true }).waitFor();
  await page.getByLabel("Justification").fill("<img src=x onerror=alert(1)>");
  await assertAccessible(page);
  await page.setViewportSize(narrow);
  await assertAccessible(page);
  await assertNoSidewaysScroll(page);
  await page.setViewportSize(wide);
  await sendByKeys(page);
  await page.getByText("Access begun").waitFor();
  await page.getByText("<img src=x onerror=alert(1)>").waitFor();
  await assertAccessible(page);

  await open("/");
  await page.getByRole("region", { name: "Favourites" }).getByRole("link").waitFor();
  await page.getByRole("link", { name: /^Extend/ }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("You extend").waitFor();
  assert.equal(await page.evaluate("document.activeElement.tagName"), "H1");
  assert.ok(await page.getByRole("radio", { name: /without a gap/ }).isChecked());
  await page.getByText("Not needed: it begins by itself").waitFor();
  await sendByKeys(page);
  await page.getByText("scheduled").first().waitFor();
  await open("/requests?view=mine");
  assert.equal(await page.getByRole("row").filter({ hasText: "approved" }).count(), 2);
});

test("what is typed survives signing out, signing in beside it, and a reload", async () => {
  const { page, open, watch, newTab } = await world.visitor("amira.haddad");
  watch.expect(401, "/api/v1/");
  await open("/ask");
  await chooseByKeys(page, { name: /^Accounts/, typed: "payments", first: /payments/ });
  await page.getByLabel("Justification").fill("typed before");
  const beside = await newTab();
  await beside.goto(`${world.url}/requests`);
  await untilSettled(beside);
  await beside.evaluate("fetch('/auth/logout', { method: 'POST' })");
  await chooseByKeys(page, { name: /^Role/, first: /Access/ });
  await page.getByLabel("Justification").fill("typed after");
  await page.getByText("You are signed out", { exact: true }).waitFor();
  await assertAccessible(page);
  const [again] = await Promise.all([
    page.context().waitForEvent("page"),
    page.getByRole("link", { name: /Sign in again/ }).click(),
  ]);
  await again.getByRole("heading", { name: "Home" }).waitFor();
  await page.getByText("You are signed out", { exact: true }).waitFor({ state: "detached" });
  await page.getByText("approval needed").first().waitFor();
  await page.reload();
  await untilSettled(page);
  assert.equal(await page.getByLabel("Justification").inputValue(), "typed after");
  await Promise.all([beside.close(), again.close()]);
});
