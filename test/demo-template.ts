import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startDemoProcess } from "./demo-process.ts";
import { until } from "./until.ts";

/** The folder of a demo that was started once, its directory read, and stopped: starting from a copy of it saves the seconds of a first start. */
export const makeDemoTemplate = async (): Promise<{ dataDir: string; remove(): void }> => {
  const dataDir = mkdtempSync(join(tmpdir(), "stint-demo-"));
  const remove = () => rmSync(dataDir, { recursive: true, force: true });
  try {
    const demo = await startDemoProcess({ dataDir });
    const hasRead = async () =>
      /^stint_directory_sync_age_seconds \d/m.test(await (await fetch(`${demo.url}/metrics`)).text());
    await until(hasRead);
    await demo.stop();
  } catch (problem) {
    remove();
    throw problem;
  }
  return { dataDir, remove };
};

/** A folder for one demo, its own copy of the run's template; empty where the run made none, as when a file is run by itself. */
export const demoFolder = (): string => {
  const dataDir = mkdtempSync(join(tmpdir(), "stint-browser-"));
  const template = process.env.STINT_TEST_DEMO_TEMPLATE;
  if (template) cpSync(template, dataDir, { recursive: true });
  return dataDir;
};
