import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before } from "node:test";
import { openPglite } from "../../src/store/database.ts";
import { startDemoProcess } from "../demo-process.ts";
import { pgliteTemplate } from "../template.ts";
import { type OpenBrowser, openBrowser } from "./open-browser.ts";
import { arriveAsVisitor, type Visitor } from "./visitor.ts";

export type ConsoleWorld = {
  url: string;
  simulatorUrl: string;
  /** Somebody signed in by the portal's tile, apart from all others; the same one when asked again. */
  visitor(userName: string): Promise<Visitor>;
  /** Stint is stopped, something is looked at, and it is started again at the same address with what it kept. */
  whileStopped(look: () => Promise<void>): Promise<void>;
  /** Time passes, at AWS and in Stint. */
  passTime(ms: number): Promise<void>;
};

/** What everybody saw at the end of a test, for whoever wonders why it failed: `STINT_TEST_PICTURES` names the folder. */
const takePictures = async (facts: { visitors: Map<string, Visitor>; title: string }) => {
  const name = facts.title.replaceAll(/\W+/g, "-").slice(0, 60);
  for (const [who, { page }] of facts.visitors)
    await page.screenshot({ path: join(process.env.STINT_TEST_PICTURES ?? "", `${name}.${who}.png`) });
};

/** Making a database takes seconds of the first start; that it is made is tested where nobody visits pages. */
const layDatabase = async (dataDir: string) => {
  const database = await openPglite({ dataDir: join(dataDir, "database"), from: await pgliteTemplate() });
  await database.close();
};

/**
 * The demo as `npm start` brings it up, once for the file that calls this at its top, and a browser to visit it with.
 * After each test it fails if anything went wrong in any of the pages: an error in the console, a refused answer nobody expected, a report of the
 * content security policy. Everything is stopped in the end.
 */
export const consoleWorld = (): ConsoleWorld => {
  const dataDir = mkdtempSync(join(tmpdir(), "stint-browser-"));
  const visitors = new Map<string, Visitor>();
  let opened: Promise<OpenBrowser> | undefined;
  let wasStopped = false;
  let demo: Awaited<ReturnType<typeof startDemoProcess>>;
  before(async () => {
    await layDatabase(dataDir);
    demo = await startDemoProcess({ dataDir });
  });
  afterEach(async (context) => {
    if (process.env.STINT_TEST_PICTURES) await takePictures({ visitors, title: context.name });
    const problems = [...visitors].flatMap(([name, { watch }]) =>
      watch.problems.splice(0).map((problem) => `${name}: ${problem}`),
    );
    const nobodyAnswered = (problem: string) => wasStopped && problem.includes("net::ERR_");
    assert.deepEqual(
      problems.filter((problem) => !nobodyAnswered(problem)),
      [],
    );
    wasStopped = false;
  });
  after(async () => {
    await (await opened)?.close();
    await demo?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return {
    get url() {
      return demo.url;
    },
    get simulatorUrl() {
      return demo.simulatorUrl;
    },
    async visitor(userName) {
      opened ??= openBrowser();
      const { browser } = await opened;
      const visitor = visitors.get(userName) ?? (await arriveAsVisitor(browser, { addresses: demo, userName }));
      visitors.set(userName, visitor);
      return visitor;
    },
    async whileStopped(look) {
      wasStopped = true;
      await demo.stop();
      await look();
      demo = await startDemoProcess({ dataDir, ports: demo.ports });
    },
    async passTime(ms) {
      const answer = await fetch(`${demo.simulatorUrl}/_simulator/clock`, {
        method: "POST",
        body: JSON.stringify({ advanceMs: ms }),
        headers: { "content-type": "application/json" },
      });
      assert.equal(answer.status, 200);
    },
  };
};
