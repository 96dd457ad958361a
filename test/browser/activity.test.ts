import assert from "node:assert/strict";
import { test } from "node:test";
import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import type { Page } from "playwright-core";
import { assertAccessible, assertNoSidewaysScroll } from "./accessible.ts";
import { consoleWorld } from "./console-world.ts";
import { narrow, wide } from "./visitor.ts";

const world = consoleWorld();
const minuteMs = 60_000;
let grantPath = "";

/** Credentials as the simulated portal's page shows them. */
const credentialsOn = async (page: Page) => {
  const text = await page.locator("body").innerText();
  const named = (name: string) => new RegExp(`${name}="?([^"\\s]+)`).exec(text)?.[1] ?? "";
  return {
    accessKeyId: named("AWS_ACCESS_KEY_ID"),
    secretAccessKey: named("AWS_SECRET_ACCESS_KEY"),
    sessionToken: named("AWS_SESSION_TOKEN"),
  };
};

const grantedOn = (page: Page) =>
  page.evaluate(async () => {
    const { items } = await (await fetch("/api/v1/eligibility")).json();
    const [{ id, permissionSets }] = items;
    const body = {
      accountIds: [id],
      permissionSetArn: permissionSets[0].arn,
      durationMinutes: 60,
      justification: "A look",
    };
    const answer = await fetch("/api/v1/requests", {
      ...{ method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } },
    });
    const grantId: string = (await answer.json()).grants[0].id;
    return { grantId, query: `account_id=${id}&role_name=${permissionSets[0].name}` };
  });

test("what is done with credentials from the portal appears on the open page of that access", async () => {
  const { page, open, newTab } = await world.visitor("liam.murphy");
  const { grantId, query } = await grantedOn(page);
  grantPath = `/access/${grantId}`;
  await open(grantPath);
  await page.getByText("Nothing was read yet.").first().waitFor();
  await page.getByRole("button", { name: "End now" }).waitFor();
  const portal = await newTab();
  const offered = `${world.simulatorUrl}/portal/credentials?${query}`;
  for (let answer = await portal.goto(offered); !answer?.ok(); answer = await portal.goto(offered));
  const credentials = await credentialsOn(portal);
  assert.match(credentials.accessKeyId, /^ASIA/);
  const client = new S3Client({ credentials, endpoint: world.simulatorUrl, region: "eu-central-1" });
  await client.send(new ListBucketsCommand({})).catch(() => undefined);
  client.destroy();
  await world.passTime(20 * minuteMs);
  await page.getByText("ListBuckets").first().waitFor();
  await page.getByText("(1)").first().waitFor();
  await page.getByText(/^Read up to/).waitFor();
  await assertAccessible(page);
  await page.setViewportSize(narrow);
  await assertNoSidewaysScroll(page);
  await page.setViewportSize(wide);
});

test("once the last credentials have expired it is said that all was read; who is only admin is shown nothing", async () => {
  await world.passTime(60 * minuteMs);
  const { page, open } = await world.visitor("ingrid.larsen");
  await open(grantPath);
  await page.getByText("Ended").first().waitFor();
  await world.passTime(14 * 60 * minuteMs);
  await page
    .getByText("All that the trail recorded of this role's sessions was read and is kept with the access.")
    .waitFor();
  await page.getByText("ListBuckets").first().waitFor();
  const admin = await world.visitor("grace.okafor");
  await admin.open(grantPath);
  await admin.page.getByText("You may not see what was done with this access").waitFor();
});
