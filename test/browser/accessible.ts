import assert from "node:assert/strict";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { untilSettled, untilTrue } from "./until-settled.ts";

type Found = { id: string; help: string; nodes: { target: string[]; failureSummary?: string }[] };

const told = ({ id, help, nodes }: Found) =>
  `${id}: ${help}\n${nodes.map(({ target, failureSummary }) => `    ${target.join(" ")}\n      ${failureSummary}`).join("\n")}`;

/** A theme changes colours and nothing else, so in the second one only what looks at colours is asked. */
const asked = {
  light: { resultTypes: ["violations"] },
  dark: { resultTypes: ["violations"], runOnly: ["color-contrast", "link-in-text-block"] },
};

/** Fails with every violation that axe finds in the page as it stands, dialogs included: in the light theme, then in the dark one. */
export const assertAccessible = async (page: Page): Promise<void> => {
  await page.evaluate(axe.source);
  for (const colorScheme of ["light", "dark"] as const) {
    // The theme follows the system unless somebody chose one, so that nothing has to be loaded anew.
    await page.emulateMedia({ colorScheme });
    await untilSettled(page);
    await untilTrue(page, `document.body.classList.contains("awsui-dark-mode") === ${colorScheme === "dark"}`);
    const { violations } = await page.evaluate<{ violations: Found[] }>(
      `axe.run(document, ${JSON.stringify(asked[colorScheme])})`,
    );
    assert.equal(violations.map(told).join("\n"), "", `${page.url()} (${colorScheme}) is not accessible to everybody`);
  }
  await page.emulateMedia({ colorScheme: "light" });
};

/** Fails when the page as a whole has to be scrolled sideways. */
export const assertNoSidewaysScroll = async (page: Page): Promise<void> => {
  const [wide, room] = await page.evaluate<[number, number]>(
    "[document.documentElement.scrollWidth, document.documentElement.clientWidth]",
  );
  assert.ok(wide <= room, `${page.url()} is ${wide} px wide where there are ${room}`);
};
