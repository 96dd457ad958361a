import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import { fillForm, sendForm } from "./ask-for.ts";
import { consoleWorld } from "./console-world.ts";
import { signInFromPortal } from "./sign-in.ts";
import { untilSettled } from "./until-settled.ts";

const world = consoleWorld();
const wish = { account: "payments-prod", role: "AdministratorAccess" };
const justification = (page: Page) => page.getByLabel("Justification");

test("asking again for the same fills the form anew, keeps aside what was typed, and a reload keeps what is typed then", async () => {
  const { page, open } = await world.visitor("amira.haddad");
  await open("/ask");
  await fillForm(page, { ...wish, justification: "As it was asked first" });
  const id = await sendForm(page);
  const askAgain = async () => {
    await page.getByRole("link", { name: "Ask again" }).click();
    await page.waitForURL(/\/ask\?from=/);
    await page.getByText("As it was asked first").waitFor();
  };
  await askAgain();
  await justification(page).fill("Something else by now");
  await page.reload();
  await page.getByText("Something else by now").waitFor();
  await page.goto(`${world.url}/requests/${id}`);
  await askAgain();
  await page.getByRole("button", { name: "Bring back what I had typed" }).click();
  assert.equal(await justification(page).inputValue(), "Something else by now");
  await page.reload();
  await page.getByText("Something else by now").waitFor();
  await page.getByRole("button", { name: "Start over" }).click();
  await page.waitForURL(`${world.url}/ask`);
  await untilSettled(page);
  assert.equal(await justification(page).inputValue(), "");
  assert.equal(await page.getByRole("button", { name: "Bring back what I had typed" }).count(), 0);
});

test("while a changed form is judged anew, no field is blamed for what it no longer holds", async () => {
  const { page, open } = await world.visitor("amira.haddad");
  await open("/ask");
  await fillForm(page, { ...wish, justification: "Two days" });
  await page.getByText("One approval needed").waitFor();
  await page.getByRole("button", { name: "Other", exact: true }).click();
  await page.getByRole("spinbutton", { name: "Duration" }).fill("9999");
  const blame = page.locator("[class*=awsui_error]").filter({ hasText: /longest|at most/i });
  await blame.first().waitFor();
  await page.route("**/requests/preview", async (route) => {
    await sleep(1_500);
    await route.continue();
  });
  await page.getByRole("spinbutton", { name: "Duration" }).fill("1");
  await page.getByText("Finding out anew").waitFor();
  assert.equal(await blame.count(), 0);
  await page.getByText("Finding out anew").waitFor({ state: "hidden" });
  assert.equal(await blame.count(), 0);
  await page.unroute("**/requests/preview");
});

test("a sign-out that failed says so, and what was typed stays", async () => {
  const { page, watch, open } = await world.visitor("amira.haddad");
  await open("/ask");
  await justification(page).fill("Not to be lost");
  await page.route("**/auth/logout", (route) => route.fulfill({ status: 503, body: "" }));
  watch.expect(503, "/auth/logout");
  const signOut = async () => {
    await page.getByRole("button", { name: /Amira Haddad/ }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
  };
  await signOut();
  await page.getByText("You are still signed in").waitFor();
  assert.equal(await justification(page).inputValue(), "Not to be lost");
  await page.unroute("**/auth/logout");
});

test("another person who signs in in the same browser finds nothing of what was typed, nor of what was shown", async () => {
  const { page, watch, open, newTab } = await world.visitor("amira.haddad");
  watch.expect(401, "/api/v1/");
  await open("/ask");
  await page.getByRole("button", { name: "Start over" }).click();
  await fillForm(page, { ...wish, justification: "Between Amira and her approvers" });
  const beside = await newTab();
  await page.context().clearCookies();
  await signInFromPortal(beside, { addresses: world, userName: "liam.murphy" });
  // The first tab learns of it from the second, and begins anew as the other person.
  await page.getByRole("button", { name: /Liam Murphy/ }).waitFor();
  await page.waitForURL(`${world.url}/`);
  await open("/ask");
  assert.equal(await justification(page).inputValue(), "");
  assert.equal(await page.getByText("payments-prod").count(), 0);
  const kept = await page.evaluate("JSON.stringify({ ...sessionStorage })");
  assert.doesNotMatch(String(kept), /Amira|payments-prod/);
  await beside.close();
});
