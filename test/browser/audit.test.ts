import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible, assertNoSidewaysScroll } from "./accessible.ts";
import { consoleWorld } from "./console-world.ts";
import { narrow, wide } from "./visitor.ts";

const world = consoleWorld();

test("an auditor narrows the log, reads one event, takes all of it away, and has its chain verified", async () => {
  const ingrid = await world.visitor("ingrid.larsen");
  const { page } = ingrid;
  await ingrid.open("/audit/events?action=approval-policy.created");
  const event = page.getByRole("link", { name: "created an approval policy" }).first();
  await event.waitFor();
  await assertAccessible(page);
  await page.setViewportSize(narrow);
  await assertNoSidewaysScroll(page);
  await page.setViewportSize(wide);
  const file = await page.getByRole("link", { name: /Download as JSON/ }).getAttribute("href");
  const text = await page.evaluate(async (path) => (await fetch(path)).text(), file ?? "");
  const events: { hash: string }[] = JSON.parse(text).events;
  assert.ok(events.length > 0 && events.every(({ hash }) => hash.length === 64));

  await event.click();
  await page.getByRole("heading", { name: /Grace Okafor created an approval policy/ }).waitFor();
  await page.getByRole("cell", { name: "approvals needed" }).or(page.getByText("approvals needed")).first().waitFor();
  await assertAccessible(page);

  await ingrid.open("/audit/events");
  await page.getByRole("button", { name: "Verify all now" }).click();
  await page.getByRole("link", { name: "asked for the audit chain to be verified" }).waitFor();
  await page.getByText("The chain is whole.").waitFor();
});

test("the audit pages are for auditors: being admin does not open them", async () => {
  const grace = await world.visitor("grace.okafor");
  for (const path of ["/audit/events", "/audit/events/1", "/audit/requests", "/audit/grants"]) {
    await grace.open(path);
    await grace.page.getByRole("heading", { name: "You may not see this" }).waitFor();
  }
  assert.equal(await grace.page.getByRole("link", { name: "Audit log" }).count(), 0);
});
