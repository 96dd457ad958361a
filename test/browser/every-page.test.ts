import { test } from "node:test";
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
