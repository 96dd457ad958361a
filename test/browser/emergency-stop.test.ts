import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible, assertNoSidewaysScroll } from "./accessible.ts";
import { fillForm, sendForm } from "./ask-for.ts";
import { consoleWorld } from "./console-world.ts";
import { narrow, wide } from "./visitor.ts";

const world = consoleWorld();

test("an admin stops a person: their access ends before their eyes, they cannot ask again, and the stop is lifted", async () => {
  const liam = await world.visitor("liam.murphy");
  await liam.open("/ask");
  await fillForm(liam.page, { account: "web-dev", role: "PowerUserAccess", justification: "deploy" });
  await sendForm(liam.page);
  await liam.page.getByText("active", { exact: true }).waitFor();

  const grace = await world.visitor("grace.okafor");
  const { page } = grace;
  await liam.page.locator('main a[href^="/access/"]').first().click();
  await liam.page.getByRole("heading", { name: "PowerUserAccess in web-dev" }).waitFor();
  assert.equal(await liam.page.getByRole("button", { name: "Emergency stop" }).count(), 0, "admins only");
  const access = new URL(liam.page.url()).pathname;
  for (const [choice, filledIn] of [
    ["Everything in web-dev", "Remove web-dev"],
    ["Everything with PowerUserAccess", "Remove PowerUserAccess"],
  ] as const) {
    await grace.open(access);
    await page.getByRole("button", { name: "Emergency stop" }).click();
    await assertAccessible(page);
    await page.getByRole("menuitem", { name: choice }).click();
    await page.getByRole("button", { name: filledIn }).waitFor();
    await page.getByText("1 access of 1 person would end.").waitFor();
  }
  await grace.open("/admin/directory?view=users&search=murphy");
  await assertAccessible(page);
  await page.getByRole("link", { name: "Stop everything of Liam Murphy" }).click();
  await page.getByRole("button", { name: "Remove Liam Murphy" }).waitFor();
  await grace.open("/admin/emergency-stop");
  await page.getByRole("button", { name: "Stop now" }).click();
  await page.getByText("Choose what to stop.").waitFor();
  await page.getByText("Say why.").waitFor();
  await page.getByRole("button", { name: /^Person/ }).click();
  await page.getByPlaceholder("Find a person").fill("murphy");
  await page.getByRole("option", { name: /Liam Murphy/ }).click();
  await page.keyboard.press("Escape");
  await page.getByText("1 access of 1 person would end.").waitFor();
  await assertAccessible(page);
  await page.getByLabel("Why").fill("His laptop was stolen");
  await page.getByRole("button", { name: "Stop now" }).click();
  await page.getByText("The stop is in force.").waitFor();
  await page.getByText("1 access ended").waitFor();
  await assertAccessible(page);
  await page.setViewportSize(narrow);
  await assertAccessible(page);
  await assertNoSidewaysScroll(page);
  await page.setViewportSize(wide);

  await liam.page.getByText("ended: emergency stop").first().waitFor();
  await liam.page
    .getByText(/An emergency stop by Grace Okafor/)
    .first()
    .waitFor();
  await liam.open("/ask");
  await assertAccessible(liam.page);

  await page.getByRole("button", { name: "Lift: Person Liam Murphy" }).click();
  await page.getByRole("dialog").getByLabel("Comment").fill("It was found");
  await page.getByRole("dialog").getByRole("button", { name: "Lift" }).click();
  await page.getByText("Lifted: Person Liam Murphy").waitFor();
  await liam.open("/");
  assert.equal(await liam.page.getByText(/An emergency stop by Grace Okafor/).count(), 0);
});

test("everything is stopped only when that word was typed", async () => {
  const { page, open } = await world.visitor("grace.okafor");
  await open("/admin/emergency-stop");
  await page.getByRole("radio", { name: "Everything" }).check();
  await page.getByLabel("Why").fill("drill");
  await page.getByRole("button", { name: "Stop now" }).click();
  await page.getByText("Type “everything”.", { exact: true }).waitFor();
  await assertAccessible(page);
  await page.getByLabel("To stop everything").fill("everything");
  await page.getByRole("button", { name: "Stop now" }).click();
  await page.getByText("The stop is in force.").waitFor();
  await page.getByRole("button", { name: "Lift: All access" }).waitFor();
});
