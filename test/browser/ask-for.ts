import type { Page } from "playwright-core";

export type Wish = { account: string; role: string; justification: string };

/** Fills the form at `/ask` with the mouse and the keyboard, as far as the button that sends it. */
export const fillForm = async (page: Page, { account, role, justification }: Wish): Promise<void> => {
  await page.getByRole("button", { name: /^Accounts/ }).click();
  await page.getByPlaceholder(/organisational unit or role/).fill(account);
  await page.getByRole("option", { name: account }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Role/ }).click();
  await page.getByRole("option", { name: role }).click();
  await page.getByLabel("Justification").fill(justification);
};

/** Sends the form; answers the id of the request, whose page is then shown. */
export const sendForm = async (page: Page): Promise<string> => {
  await page.getByRole("button", { name: "Send request" }).click();
  await page.waitForURL(/\/requests\/[^/]+$/);
  return page.url().split("/").at(-1) ?? "";
};
