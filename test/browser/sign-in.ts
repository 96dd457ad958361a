import type { Page } from "playwright-core";
import { untilSettled } from "./until-settled.ts";
import type { Addresses } from "./visitor.ts";

/** As a person does it: open the portal, look oneself up, sign in, press Stint's tile. */
export const signInFromPortal = async (page: Page, facts: { addresses: Addresses; userName: string }) => {
  const { addresses, userName } = facts;
  await page.goto(`${addresses.simulatorUrl}/portal`);
  await page.getByLabel("Search people").fill(userName);
  await page.getByRole("button", { name: "Search" }).click();
  await page.locator(`button[name="userName"][value="${userName}"]`).click();
  await page.locator('a[href="/portal/apps/stint"]').click();
  await page.waitForURL(`${addresses.url}/**`);
  await untilSettled(page);
};
