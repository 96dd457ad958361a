import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { assertAccessible, assertNoSidewaysScroll } from "./accessible.ts";
import { consoleWorld } from "./console-world.ts";
import { narrow, wide } from "./visitor.ts";

const world = consoleWorld();
const list = "/admin/eligibility-policies";

const choose = async (page: Page, facts: { field: string; words: string; option: string }) => {
  await page.getByRole("button", { name: `${facts.field} Choose` }).click();
  await page.keyboard.type(facts.words);
  await page.getByRole("option", { name: facts.option }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: `Remove ${facts.option}` }).waitFor();
};

test("an admin makes a policy, and is told before whom it concerns and that nobody could approve", async () => {
  const { page, open } = await world.visitor("grace.okafor");
  await open(list);
  await page.getByRole("link", { name: "Payments engineers in production" }).waitFor();
  await assertAccessible(page);
  await page.getByRole("link", { name: "New eligibility policy" }).click();
  await page.getByRole("button", { name: "Make policy" }).click();
  await page.getByText("Choose at least one group or person.").waitFor();
  await page.getByLabel("Name").fill("Data team in staging");
  await choose(page, { field: "Groups", words: "data", option: "data-team" });
  await choose(page, { field: "Permission sets", words: "database", option: "DatabaseAdmin" });
  await page.getByPlaceholder("Find an organisational unit").fill("stag");
  await page.getByRole("checkbox", { name: "Staging" }).focus();
  await page.keyboard.press("Space");
  await page.getByText(/could newly ask/).waitFor();
  await page.getByText(/Too few people could approve/).waitFor();
  await assertAccessible(page);
  await page.setViewportSize(narrow);
  await assertNoSidewaysScroll(page);
  await page.setViewportSize(wide);
  await page.getByRole("button", { name: "Make policy" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText(/could newly ask/).waitFor();
  await assertAccessible(page);
  await dialog.getByRole("button", { name: "Make policy" }).click();
  await page.getByText("“Data team in staging” is made.").waitFor();
  await page.getByRole("link", { name: "Data team in staging" }).waitFor();
});

test("what is typed survives a reload and what somebody else saves meanwhile, and is left only on purpose", async () => {
  const { page, open } = await world.visitor("grace.okafor");
  await open(`${list}?search=Data+team`);
  await page.getByRole("link", { name: "Data team in staging" }).click();
  const name = page.getByLabel("Name");
  await name.fill("Data team, mine");
  await page.getByRole("link", { name: "Approval policies" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Stay here" }).click();
  await page.reload();
  await page.getByText("This is what you typed before.").waitFor();
  assert.equal(await name.inputValue(), "Data team, mine");
  const status = await page.evaluate(
    async (path) => {
      const policy = (await (await fetch(path)).json()) as object;
      const body = JSON.stringify({ ...policy, name: "Data team, theirs", maxDurationMinutes: 120 });
      return (await fetch(path, { method: "PUT", headers: { "content-type": "application/json" }, body })).status;
    },
    new URL(page.url()).pathname.replace("/admin", "/api/v1"),
  );
  assert.equal(status, 200);
  await page.getByText("Grace Okafor changed this policy meanwhile").waitFor();
  await page.getByRole("cell", { name: "Data team, theirs" }).waitFor();
  await assertAccessible(page);
  await page.getByRole("button", { name: "Go on with mine" }).click();
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Save changes" }).click();
  await page.getByText("“Data team, mine” is saved.").waitFor();
});

test("deleting says first who loses", async () => {
  const { page, open } = await world.visitor("grace.okafor");
  await open(`${list}?search=Data+team`);
  await page.getByRole("link", { name: "Data team, mine" }).click();
  await page.getByRole("button", { name: "Delete" }).click();
  await page
    .getByRole("dialog")
    .getByText(/could no longer ask/)
    .waitFor();
  await page.getByRole("button", { name: "Delete policy" }).click();
  await page.getByText("“Data team, mine” is deleted.").waitFor();
});

test("an auditor reads policies and changes none; others may not see them", async () => {
  const ingrid = await world.visitor("ingrid.larsen");
  await ingrid.open("/admin/approval-policies");
  await ingrid.page.getByRole("link", { name: "Security decides for production" }).click();
  await ingrid.page.getByText("Production and everything below").waitFor();
  assert.equal(await ingrid.page.getByRole("button", { name: /Save|Delete/ }).count(), 0);
  await assertAccessible(ingrid.page);
  const amira = await world.visitor("amira.haddad");
  await amira.open(list);
  await amira.page.getByRole("heading", { name: "You may not see this" }).waitFor();
  assert.equal(await amira.page.locator('a[href="/admin/approval-policies"]').count(), 0);
  await assertAccessible(amira.page);
});
