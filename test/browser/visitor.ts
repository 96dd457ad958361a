import type { Browser, Page } from "playwright-core";
import { signInFromPortal } from "./sign-in.ts";
import { untilSettled } from "./until-settled.ts";
import { type Watch, watchPage } from "./watch-page.ts";

export const wide = { width: 1440, height: 900 };
export const narrow = { width: 360, height: 780 };

export type Visitor = {
  page: Page;
  watch: Watch;
  /** Opens a page of Stint by its address and waits until it shows what it has. */
  open(path: string): Promise<void>;
  /** A further tab of the same person. */
  newTab(): Promise<Page>;
};

export type Addresses = { url: string; simulatorUrl: string };

/** Somebody who came from the access portal by Stint's tile; shares with others of this browser neither cookies nor anything else. */
export const arriveAsVisitor = async (
  browser: Browser,
  { addresses, userName }: { addresses: Addresses; userName: string },
): Promise<Visitor> => {
  const context = await browser.newContext({
    viewport: wide,
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const watch = await watchPage(page);
  await signInFromPortal(page, { addresses, userName });
  return {
    page,
    watch,
    newTab: () => context.newPage(),
    async open(path) {
      await page.goto(addresses.url + path);
      await untilSettled(page);
    },
  };
};
