import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "./accessible.ts";
import { fillForm, sendForm } from "./ask-for.ts";
import { consoleWorld } from "./console-world.ts";

const world = consoleWorld();
const wish = { account: "payments-prod", role: "AdministratorAccess", justification: "The ledger is stuck" };
const what = "AdministratorAccess in payments-prod";

test("somebody asks, somebody else sees it come and approves, access comes and goes, and both see it without asking", async () => {
  const [amira, mateo] = await Promise.all([world.visitor("amira.haddad"), world.visitor("mateo.garcia")]);
  await mateo.open("/requests?view=to-decide");
  const toDecide = await mateo.newTab();
  await toDecide.goto(`${world.url}/`);
  await toDecide.getByText("Nothing waits for your decision.").waitFor();

  await amira.open("/ask");
  await fillForm(amira.page, wish);
  await amira.page.getByText("One approval needed").waitFor();
  await amira.page.getByText(/Mateo Garcia/).waitFor();
  await assertAccessible(amira.page);
  const id = await sendForm(amira.page);
  await amira.page.getByRole("heading", { name: "AdministratorAccess for Amira Haddad" }).waitFor();
  assert.equal(await amira.page.getByRole("button", { name: /^Approve/ }).count(), 0);

  // Nobody touched Mateo's pages.
  await mateo.page.getByRole("link", { name: /AdministratorAccess/ }).waitFor();
  await toDecide.getByRole("button", { name: `Approve: ${what} for Amira Haddad` }).click();
  await toDecide.getByLabel("Comment").fill("Go ahead");
  await assertAccessible(toDecide);
  await toDecide.getByRole("dialog").getByRole("button", { name: "Approve" }).click();
  await toDecide.getByText("Your approval is recorded.").waitFor();
  await toDecide.getByText("Nothing waits for your decision.").waitFor();
  await toDecide.close();

  await amira.page.getByText("Go ahead").waitFor();
  await amira.page.getByText("active", { exact: true }).waitFor();
  const consoleLink = amira.page.getByRole("link", { name: `Open the AWS console: ${what}` });
  const [awsConsole] = await Promise.all([amira.page.waitForEvent("popup"), consoleLink.click()]);
  await awsConsole.getByText("AdministratorAccess").first().waitFor();
  await awsConsole.close();

  await mateo.open(`/requests/${id}`);
  await world.passTime(61 * 60_000);
  for (const { page } of [amira, mateo]) await page.getByText("ended: its time was up").waitFor();
  assert.equal(await consoleLink.count(), 0);
  await assertAccessible(amira.page);
});

test("whoever held the access finds it among the ended, with what is known of its use", async () => {
  const { page, open } = await world.visitor("amira.haddad");
  await open("/access?view=ended");
  await page.locator('main a[href^="/access/"]').first().click();
  await page.getByRole("heading", { name: what, level: 1 }).waitFor();
  await page.getByRole("heading", { name: "Activity" }).waitFor();
  await page.getByText("Will end", { exact: true }).waitFor({ state: "hidden" });
  await page
    .getByText(/Read up to|Nothing was read yet/)
    .first()
    .waitFor();
  await assertAccessible(page);
});

test("the auditor sees who asked, who approved and when it ended, and can change none of it", async () => {
  const ingrid = await world.visitor("ingrid.larsen");
  await ingrid.open("/requests?view=all");
  await ingrid.page.getByRole("link", { name: /AdministratorAccess/ }).click();
  await ingrid.page.getByText("Go ahead").waitFor();
  await ingrid.page.getByText("ended: its time was up").waitFor();
  for (const name of [/^Approve/, /^Reject/, /^Cancel/, /^End now/])
    assert.equal(await ingrid.page.getByRole("button", { name }).count(), 0);

  await ingrid.open("/audit/events");
  for (const action of ["request.created", "request.approved", "grant.active", "grant.ending", "grant.ended"])
    await ingrid.page
      .getByRole("row")
      .filter({ hasText: action })
      .filter({ hasText: "Amira Haddad" })
      .first()
      .waitFor();
  await ingrid.page
    .getByText(/The chain is whole|not been verified|verified/i)
    .first()
    .waitFor();
});

test("an admin ends access that is not theirs, and whoever held it sees it go", async () => {
  const [liam, grace] = await Promise.all([world.visitor("liam.murphy"), world.visitor("grace.okafor")]);
  await liam.open("/ask");
  await fillForm(liam.page, { account: "web-dev", role: "PowerUserAccess", justification: "Look at a bug" });
  await liam.page.getByText("Not needed: it begins by itself").waitFor();
  const id = await sendForm(liam.page);
  await liam.page.getByText("active", { exact: true }).waitFor();
  await grace.open(`/requests/${id}`);
  await grace.page.getByRole("button", { name: "End now: PowerUserAccess in web-dev" }).click();
  await grace.page.getByLabel("Comment").fill("Enough for today");
  await grace.page.getByRole("dialog").getByRole("button", { name: "End now" }).click();
  await liam.page.getByText("ended: before its time").waitFor();
  await liam.page.getByText("by Grace Okafor: Enough for today").waitFor();
});
