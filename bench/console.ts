import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import type { Page } from "playwright-core";
import { openDemoDatabase } from "../src/app/open-demo-database.ts";
import { openBrowser } from "../test/browser/open-browser.ts";
import { signInFromPortal } from "../test/browser/sign-in.ts";
import { untilSettled, untilTrue } from "../test/browser/until-settled.ts";
import { startDemoProcess } from "../test/demo-process.ts";

const requests = 100_000;

/** Closed requests of the demo's own people for its own accounts and roles, one every minute. */
const seed = async (dataDir: string) => {
  const { db, close } = await openDemoDatabase(dataDir);
  await sql`alter table requests disable trigger requests_name_accounts`.execute(db);
  await sql`
    insert into requests (id, requester_id, account_ids, permission_set_arn, duration_minutes, justification, state, approval_required,
      approvals_needed, created_at, expires_at, closed_at)
    select gen_random_uuid(), people.ids[1 + n % cardinality(people.ids)], array[accounts.ids[1 + n % cardinality(accounts.ids)]],
      roles.arns[1 + n % cardinality(roles.arns)], 60, 'Looking at case ' || n,
      (array['rejected', 'cancelled', 'expired'])[1 + n % 3], true, 1, at, at + interval '3 hours', at + interval '1 hour'
    from (select n, now() - interval '2 hours' - n * interval '1 minute' as at from generate_series(1, ${requests}::int) as n) as made,
      (select array_agg(id) as ids from people) as people, (select array_agg(id) as ids from accounts) as accounts,
      (select array_agg(arn) as arns from permission_sets) as roles`.execute(db);
  await sql`alter table requests enable trigger requests_name_accounts`.execute(db);
  await sql`
    insert into request_accounts (account_id, created_at, request_id, permission_set_arn)
    select account_ids[1], created_at, id, permission_set_arn from requests on conflict do nothing`.execute(db);
  await sql`analyze`.execute(db);
  await close();
};

/** In the page: notes when the selector's count is first reached and the frame after that is drawn. */
const noteWhen = (selector: string, count: number) => `(() => {
  const look = () => {
    if (document.querySelectorAll(${JSON.stringify(selector)}).length < ${count}) return;
    watch.disconnect();
    requestAnimationFrame(() => setTimeout(() => { window.drawnAt = performance.now(); }));
  };
  const watch = new MutationObserver(look);
  watch.observe(document, { childList: true, subtree: true });
})()`;

const told = (name: string, took: number[]) => {
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))]?.toFixed(0);
  console.log(`${name}: p50 ${at(0.5)} ms, worst ${took.at(-1)?.toFixed(0)} ms of ${took.length}`);
};

const drawnAt = async (page: Page): Promise<number> => {
  await untilTrue(page, "window.drawnAt > 0");
  return page.evaluate<number>("window.drawnAt");
};

/** What somebody waits for in a browser: until the first page can be used, and from an answer of fifty rows until they are drawn. */
export const benchConsole = async (rounds = 15): Promise<void> => {
  const built = spawnSync(process.execPath, ["web/build/if-needed.ts"], { stdio: "inherit" });
  if (built.status !== 0) throw new Error("The console could not be built.");
  const dataDir = mkdtempSync(join(tmpdir(), "stint-bench-console-"));
  const first = await startDemoProcess({ dataDir });
  await first.stop();
  await seed(dataDir);
  const demo = await startDemoProcess({ dataDir });
  const { browser, close } = await openBrowser();
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    await signInFromPortal(await context.newPage(), { addresses: demo, userName: "ingrid.larsen" });
    const loads = { never: [] as number[], again: [] as number[] };
    for (let round = 0; round < rounds; round += 1) {
      const fresh = await browser.newContext({ storageState: await context.storageState() });
      const page = await fresh.newPage();
      await page.addInitScript(noteWhen('main a[href="/ask"], main a[href^="/requests"]', 1));
      for (const kind of ["never", "again"] as const) {
        await page.goto(demo.url);
        loads[kind].push(await drawnAt(page));
      }
      await fresh.close();
    }
    told("first load, nothing in the browser's cache, until Home can be used (budget: 1500 ms)", loads.never);
    told("the same with a full cache", loads.again);

    const rows: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const page = await context.newPage();
      await page.addInitScript(noteWhen("main tbody tr", 50));
      await page.goto(`${demo.url}/requests?view=all&limit=50`);
      const drawn = await drawnAt(page);
      const answered = await page.evaluate<number>(
        `Math.max(...performance.getEntriesByType("resource").filter(({ name }) => /api.v1.requests[?]/.test(name)).map((one) => one.responseEnd))`,
      );
      rows.push(drawn - answered);
      await untilSettled(page);
      await page.close();
    }
    told(`50 rows of ${requests} requests, from the answer until they are drawn (budget: 300 ms)`, rows);
  } finally {
    await close();
    await demo.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
};
