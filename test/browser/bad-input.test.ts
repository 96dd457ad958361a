import assert from "node:assert/strict";
import { test } from "node:test";
import { fillForm, sendForm } from "./ask-for.ts";
import { consoleWorld } from "./console-world.ts";
import { untilSettled } from "./until-settled.ts";

const world = consoleWorld();
const wish = { account: "payments-prod", role: "AdministratorAccess" };
const nasty = `<img src=x onerror=alert(1)> שלום עולם 🦊 "'&amp; {{7*7}} \${1+1} </script><script>alert(2)</script>`;

test("text from people is shown as text, whatever it holds", async () => {
  const [amira, mateo] = await Promise.all([world.visitor("amira.haddad"), world.visitor("mateo.garcia")]);
  for (const { page } of [amira, mateo])
    page.on("dialog", (dialog) => {
      amira.watch.problems.push(`a text was run: ${dialog.message()}`);
      dialog.dismiss();
    });
  await amira.open("/ask");
  await fillForm(amira.page, { ...wish, justification: nasty });
  const id = await sendForm(amira.page);
  await amira.page.getByText(nasty).waitFor();
  await mateo.open(`/requests/${id}`);
  await mateo.page.getByText(nasty).waitFor();
  await mateo.page.getByRole("button", { name: /^Reject/ }).click();
  await mateo.page.getByLabel("Comment").fill(`${nasty} no`);
  await mateo.page.getByRole("dialog").getByRole("button", { name: "Reject" }).click();
  for (const { page } of [amira, mateo]) {
    await page.getByText(`${nasty} no`).waitFor();
    assert.equal(await page.locator("main img").count(), 0);
  }
});

test("a double click on send makes one request", async () => {
  const { page, open } = await world.visitor("amira.haddad");
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/api/v1/requests")) sent.push(request.url());
  });
  await open("/ask");
  await fillForm(page, { ...wish, justification: "Clicked twice" });
  await page.getByRole("button", { name: "Send request" }).dblclick();
  await page.waitForURL(/\/requests\/[^/]+$/);
  await untilSettled(page);
  const { items } = await (await page.request.get(`${world.url}/api/v1/requests?view=mine&state=pending`)).json();
  assert.equal(items.length, 1);
  assert.equal(sent.length, 1);
});

test("what was typed is still there after being signed out in between", async () => {
  const { page, watch, open } = await world.visitor("amira.haddad");
  await open("/ask");
  await fillForm(page, { ...wish, justification: "A long and careful explanation" });
  await page.request.post(`${world.url}/auth/logout`, { headers: { origin: world.url } });
  watch.expect(401, "/api/v1/");
  await page.getByRole("button", { name: "Send request" }).click();
  await page.getByText("You are signed out", { exact: true }).waitFor();
  // Signed in at the portal still, so that it is there and back without a word.
  const [again] = await Promise.all([
    page.waitForEvent("popup"),
    page.getByRole("link", { name: /^Sign in again/ }).click(),
  ]);
  await page.getByText("You are signed out", { exact: true }).waitFor({ state: "hidden" });
  await again.close();
  await page.getByText("A long and careful explanation").waitFor();
  await page.getByRole("button", { name: /^Role AdministratorAccess/ }).waitFor();
  const id = await sendForm(page);
  assert.ok(id);
});

test("who is slower than somebody else is told at once, and the page shows what was decided", async () => {
  const [amira, mateo, yuki] = await Promise.all(
    ["amira.haddad", "mateo.garcia", "yuki.tanaka"].map((userName) => world.visitor(userName)),
  );
  assert.ok(amira && mateo && yuki);
  await amira.open("/ask");
  await fillForm(amira.page, { ...wish, justification: "Who is first" });
  const id = await sendForm(amira.page);
  await Promise.all([mateo.open(`/requests/${id}`), yuki.open(`/requests/${id}`)]);
  await yuki.page.getByRole("button", { name: /^Reject/ }).click();
  await yuki.page.getByLabel("Comment").fill("Slowly written");
  await mateo.page.getByRole("button", { name: /^Reject/ }).click();
  await mateo.page.getByRole("dialog").getByRole("button", { name: "Reject" }).click();
  await mateo.page.getByText("The request is rejected.").waitFor();
  await yuki.page.getByText(/waits for you no longer/).waitFor();
  await yuki.page.getByText("rejected", { exact: true }).first().waitFor();
  assert.equal(await yuki.page.getByRole("button", { name: /^(Reject|Approve)/ }).count(), 0);
});

test("a lost connection is said, and said no longer once it is back and the page is current", async () => {
  const { page, open } = await world.visitor("amira.haddad");
  const lost = page.getByText("The connection to Stint is lost");
  await open("/");
  await world.whileStopped(() => lost.waitFor());
  await lost.waitFor({ state: "hidden", timeout: 30_000 });
  await page.getByRole("heading", { name: "Waiting for approval" }).waitFor();
});
