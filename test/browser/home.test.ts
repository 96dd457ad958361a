import { test } from "node:test";
import { assertAccessible, assertNoSidewaysScroll } from "./accessible.ts";
import { consoleWorld } from "./console-world.ts";
import { narrow, wide } from "./visitor.ts";

const world = consoleWorld();

test("the portal's tile leads to Home, which everybody can read, wide and narrow", async () => {
  const { page } = await world.visitor("mateo.garcia");
  await page.getByRole("heading", { name: "To decide" }).waitFor();
  await assertAccessible(page);
  await page.setViewportSize(narrow);
  await assertAccessible(page);
  await assertNoSidewaysScroll(page);
  await page.setViewportSize(wide);
});
