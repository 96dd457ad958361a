import { test } from "node:test";
import type { Page } from "playwright-core";
import { assertAccessible, assertNoSidewaysScroll } from "./accessible.ts";
import { fillForm, sendForm } from "./ask-for.ts";
import { consolePages, forAdmins, forAuditors } from "./console-pages.ts";
import { consoleWorld } from "./console-world.ts";
import { narrow, wide } from "./visitor.ts";

const world = consoleWorld();
const nobodysId = "00000000-0000-4000-8000-000000000000";

/** Somebody who may see the page. */
const readerOf = (path: string) => {
  if (forAdmins(path)) return "grace.okafor";
  return forAuditors(path) ? "ingrid.larsen" : "liam.murphy";
};

test("there is something to see", async () => {
  const { page, open } = await world.visitor("liam.murphy");
  await open("/ask");
  await fillForm(page, {
    account: "web-dev",
    role: "PowerUserAccess",
    justification: "A word of which there is no end",
  });
  await sendForm(page);
  await page.getByText("active", { exact: true }).waitFor();
});

/** The id in a page's address: of the first link to such a page in the list it belongs to. */
const withId = async (path: string) => {
  const list = path.slice(0, path.indexOf("/$"));
  const { page, open } = await world.visitor(readerOf(path));
  await open(list);
  const link = page.locator(`main a[href^="${list}/"]:not([href$="/new"])`).first();
  return (await link.count()) > 0 ? ((await link.getAttribute("href")) ?? "") : `${list}/${nobodysId}`;
};

for (const path of consolePages)
  test(`${path} is accessible to everybody, light and dark, on a desk and on a phone`, async () => {
    const { page, watch, open } = await world.visitor(readerOf(path));
    const address = path.includes("$") ? await withId(path) : path;
    if (address.includes(nobodysId)) watch.expect(404, nobodysId);
    await open(address);
    await assertAccessible(page);
    await page.setViewportSize(narrow);
    await open(address);
    await assertAccessible(page);
    await assertNoSidewaysScroll(page);
    await page.setViewportSize(wide);
  });

const onDeskAndPhone = async (page: Page, look: () => Promise<void>) => {
  for (const size of [wide, narrow]) {
    await page.setViewportSize(size);
    await look();
    await assertAccessible(page);
    await assertNoSidewaysScroll(page);
  }
  await page.setViewportSize(wide);
};

/** What the timeline can be, apart from a picture of what somebody held. */
const timelines: Record<string, { words: string; answer?: { status: number; json: object } }> = {
  "a picture": { words: "The same as a table" },
  "an error": {
    words: "Stint is busy",
    answer: { status: 503, json: { error: { code: "busy", message: "Stint is busy. Try again.", requestId: "r-1" } } },
  },
  "nothing at all": { words: "Nobody held access that matches", answer: { status: 200, json: { items: [] } } },
};

for (const [state, { words, answer }] of Object.entries(timelines))
  test(`the timeline that is ${state} is accessible to everybody, on a desk and on a phone`, async () => {
    const { page, watch, open } = await world.visitor("liam.murphy");
    watch.expect(503, "/api/v1/grants?");
    if (answer) await page.route("**/api/v1/grants?*", (route) => route.fulfill(answer));
    await onDeskAndPhone(page, async () => {
      await open("/access?view=timeline&last=24h");
      await page.getByText(words).first().waitFor();
    });
    await page.unroute("**/api/v1/grants?*");
  });

test("the timeline of more than a picture can show says so, and is accessible to everybody on a phone", async () => {
  const { page, open } = await world.visitor("liam.murphy");
  const { items } = await (await page.request.get(`${world.url}/api/v1/grants?limit=1`)).json();
  const held = (nth: number) => ({ ...items[0], id: `${nobodysId.slice(0, -4)}${1000 + nth}` });
  await page.route("**/api/v1/grants?*", (route) => {
    const from = Number(new URL(route.request().url()).searchParams.get("cursor") ?? 0);
    const page = Array.from({ length: 200 }, (_, nth) => held(from + nth));
    return route.fulfill({ json: { items: page, nextCursor: String(from + 200) } });
  });
  // Where it is narrowest: to look at six hundred bars takes long.
  await page.setViewportSize(narrow);
  await open("/access?view=timeline&last=24h");
  await page.getByText("Only the newest 600 of this period are shown").waitFor();
  await page.getByText("The same as a table").waitFor();
  await assertAccessible(page);
  await assertNoSidewaysScroll(page);
  await page.setViewportSize(wide);
  await page.unroute("**/api/v1/grants?*");
});
