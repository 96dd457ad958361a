import assert from "node:assert/strict";
import type { CutPolicyApi } from "../src/core/cut-policy.ts";
import { CloudError } from "../src/core/identity-center.ts";
import { withSettings } from "./builders.ts";
import { cutWorld } from "./cut-world.ts";
import { engineWorld } from "./engine-world.ts";
import { startVirtualEngine } from "./virtual-engine.ts";

/** A world of its own, with what most tests of cutting begin with: access that ended early, and an AWS that refuses. */
export const startCutStory = async () => {
  const v = await startVirtualEngine();
  const w = engineWorld(v);
  const c = await cutWorld(v);

  const cutting = (setting: "never" | "early-end" | "every-end") =>
    withSettings(v.ctx.db, { cutIssuedCredentials: setting });

  /** Access that was given and, after a minute, ended early; with credentials fetched in between. */
  const endedEarly = async (key = w.freshKey(), sessionSeconds = 3_600) => {
    const id = await w.aGrant(key, 0, 3_600);
    await v.liveUntil(v.after(60));
    const credentials = c.fetchCredentials(key, sessionSeconds);
    await w.endEarly(id, key);
    await v.liveUntil(v.after(30));
    assert.equal(await w.stateOf(id), "ended");
    return { key, id, credentials };
  };

  const refusing = (...only: (keyof CutPolicyApi)[]): CutPolicyApi => ({
    ...c.api,
    ...Object.fromEntries(
      only.map((operation) => [
        operation,
        () => Promise.reject(new CloudError({ problem: "refused", operation, message: "not allowed" })),
      ]),
    ),
  });

  const stop = async () => {
    c.close();
    await v.stop();
  };
  return { v, w, c, cutting, endedEarly, refusing, stop };
};
