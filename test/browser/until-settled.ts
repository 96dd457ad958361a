import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";

const patienceMs = 60_000;
const betweenMs = 40;

/** Waits until the expression is true in the page. (Playwright's own way has the page evaluate text, which the page's policy forbids.) */
export const untilTrue = async (page: Page, expression: string): Promise<void> => {
  for (const giveUpAt = Date.now() + patienceMs; Date.now() < giveUpAt; await sleep(betweenMs)) {
    // While it goes from one page to the next there is nothing to ask.
    if (await page.evaluate(expression).catch(() => false)) return;
  }
  throw new Error(`${page.url()} never came to this:\n${expression}`);
};

// A page is there when it has a heading or a message, and nothing in it says that it is still being loaded. Texts are looked at, not
// elements: a sign that something is loading holds its picture beside the word, and what holds the word may itself take no room.
const isSettled = `(() => {
  const place = document.querySelector("main") ?? document.body;
  if (!place.querySelector("h1, h2, [role=alert], [class*=awsui_alert]")) return false;
  const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  const where = document.createRange();
  while (texts.nextNode()) {
    if (!/^(Loading|Searching)/.test(texts.currentNode.data.trim())) continue;
    where.selectNode(texts.currentNode);
    if (where.getClientRects().length > 0) return false;
  }
  return true;
})()`;

export const untilSettled = (page: Page): Promise<void> => untilTrue(page, isSettled);
