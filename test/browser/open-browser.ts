import { setTimeout as sleep } from "node:timers/promises";
import { type Browser, chromium } from "playwright-core";
import { findChromium } from "./chromium.ts";

const launchMs = 60_000;
const closeMs = 10_000;

export type OpenBrowser = { browser: Browser; close(): Promise<void> };

/** A browser process of its own. It is gone after `close`, also when it hangs: then it is killed by its id. */
export const openBrowser = async (): Promise<OpenBrowser> => {
  const { executablePath, args, env } = findChromium();
  const server = await chromium.launchServer({
    executablePath,
    args,
    env: { ...process.env, ...env },
    timeout: launchMs,
  });
  const browser = await chromium.connect(server.wsEndpoint(), { timeout: launchMs });
  return {
    browser,
    async close() {
      const wait = new AbortController();
      const isClosed = await Promise.race([
        server.close().then(() => true),
        sleep(closeMs, false, { signal: wait.signal }),
      ]);
      wait.abort();
      if (!isClosed) await server.kill();
    },
  };
};
