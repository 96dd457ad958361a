import type { Page } from "playwright-core";
import { openBrowser } from "./open-browser.ts";
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
  close(): Promise<void>;
};

export type Addresses = { url: string; simulatorUrl: string };

/** Somebody at a browser of their own, who came from the access portal by Stint's tile. */
export const arriveAsVisitor = async (addresses: Addresses, userName: string): Promise<Visitor> => {
  const { browser, close } = await openBrowser();
  const context = await browser.newContext({
    viewport: wide,
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const watch = await watchPage(page);
  try {
    await signInFromPortal(page, { addresses, userName });
  } catch (problem) {
    await close();
    throw problem;
  }
  return {
    page,
    watch,
    close,
    newTab: () => context.newPage(),
    async open(path) {
      await page.goto(addresses.url + path);
      await untilSettled(page);
    },
  };
};
