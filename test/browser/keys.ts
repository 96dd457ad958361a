import type { Locator, Page } from "playwright-core";

const mostTabs = 120;

/** Presses Tab until the focus is on it, as somebody does who has no mouse; fails when it cannot be reached. */
export const tabTo = async (page: Page, goal: Locator): Promise<void> => {
  const focused = goal.and(page.locator(":focus"));
  await goal.first().waitFor();
  for (let presses = 0; presses < mostTabs; presses++) {
    if ((await focused.count()) > 0) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the focus never came to ${goal} in ${page.url()}`);
};

/** Goes there by Tab and presses Enter. */
export const enterOn = async (page: Page, goal: Locator): Promise<void> => {
  await tabTo(page, goal);
  await page.keyboard.press("Enter");
};
