import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "./accessible.ts";
import { consoleWorld } from "./console-world.ts";
import { untilTrue } from "./until-settled.ts";

const world = consoleWorld();

test("settings: a refusal stands beside its field, a danger is told first, and what two change meanwhile is not lost", async () => {
  const grace = await world.visitor("grace.okafor");
  const tomas = await world.visitor("tomas.reyes");
  const { page } = grace;
  await grace.open("/admin/settings");
  grace.watch.expect(400, "/settings");
  await page.getByLabel("Ticket pattern").fill("(");
  await page.getByRole("button", { name: "Save" }).click();
  await untilTrue(page, `document.activeElement?.getAttribute("aria-invalid") === "true"`);
  await page.getByLabel("Ticket pattern").fill("OPS-[0-9]+");

  await tomas.open("/admin/settings");
  await tomas.page.getByRole("checkbox", { name: "A ticket is required" }).click();
  await tomas.page.getByRole("button", { name: "Save" }).click();
  await tomas.page.getByText("The settings are saved.").waitFor();

  await page.getByText("Somebody changed the settings meanwhile").waitFor();
  assert.equal(await page.getByLabel("Ticket pattern").inputValue(), "OPS-[0-9]+");
  assert.equal(await page.getByRole("checkbox", { name: "A ticket is required" }).isChecked(), true);
  await page.reload();
  await page.getByRole("button", { name: "Go on with mine" }).click();
  await page.getByRole("checkbox", { name: "Approval workflow" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("dialog").getByText("Payments engineers in production").waitFor();
  await assertAccessible(page);
  await page.getByRole("dialog").getByRole("button", { name: "Not now" }).click();
  await page.getByRole("checkbox", { name: "Approval workflow" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("The settings are saved.").waitFor();
  const auditor = await world.visitor("ingrid.larsen");
  await auditor.open("/admin/settings");
  assert.equal(await auditor.page.getByLabel("Ticket pattern").inputValue(), "OPS-[0-9]+");
  assert.equal(await auditor.page.getByRole("button", { name: "Save" }).count(), 0);
});

test("directory: an admin sees a sync begin and end, and finds what the server finds", async () => {
  const { page, open } = await world.visitor("grace.okafor");
  await open("/admin/directory?view=permission-sets&search=readonly");
  await page.getByRole("button", { name: "12 h" }).click();
  await page.getByText("A long session").waitFor();
  await assertAccessible(page);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Sync now" }).click();
  await page.getByText("Being read now").waitFor();
  await page.locator("main").getByText("Read", { exact: true }).waitFor();
});

test("a machine's secret is shown once, and the machine is revoked", async () => {
  const { page, open } = await world.visitor("grace.okafor");
  await open("/admin/api-clients");
  await page.getByRole("button", { name: "Make an API client" }).first().click();
  await page.getByLabel("Name").fill("<i>pipeline</i>");
  await page.getByRole("button", { name: /What it may do/ }).click();
  await page.getByRole("option", { name: /read requests/ }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Make it" }).click();
  await page.getByText("The secret is shown this once").waitFor();
  await assertAccessible(page);
  await page.getByRole("button", { name: "I have kept the secret" }).click();
  await page.getByRole("button", { name: "Revoke <i>pipeline</i>" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke", exact: true }).click();
  await page.getByText("its tokens no longer work").waitFor();
});

test("system health tells without reloading what AWS does not do", async () => {
  const auditor = await world.visitor("ingrid.larsen");
  await auditor.open("/admin/system");
  await auditor.page.getByText("All is well").waitFor();
  await auditor.page.getByText("Everything is as it is wanted.").waitFor();
  const fault = { operation: "CreateAccountAssignment", kind: "throttle", times: "always" };
  await fetch(`${world.simulatorUrl}/_simulator/faults`, { method: "POST", body: JSON.stringify(fault) });
  const liam = await world.visitor("liam.murphy");
  const asked = await liam.page.evaluate(`(async () => {
    const get = async (path) => (await fetch("/api/v1" + path)).json();
    const [account] = (await get("/eligibility?search=web-dev")).items;
    const body = { accountIds: [account.id], permissionSetArn: account.permissionSets[0].arn, durationMinutes: 30, justification: "try", ticket: "OPS-1" };
    return (await fetch("/api/v1/requests", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) })).status;
  })()`);
  assert.equal(asked, 201);
  await auditor.page.locator("main").getByRole("link", { name: "Liam Murphy" }).waitFor();
  await fetch(`${world.simulatorUrl}/_simulator/faults`, { method: "DELETE" });
  await auditor.page.getByText("Everything is as it is wanted.").waitFor();
  await auditor.open("/admin/notices?state=sent");
  await auditor.page.getByRole("link", { name: "Access started" }).first().waitFor();
});
