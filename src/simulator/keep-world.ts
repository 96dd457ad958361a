import type { KeptClock } from "./clock.ts";
import { saveWorld } from "./snapshot.ts";
import type { World } from "./world.ts";

const QUIET_MS = 100;

/** `keepNow` keeps what has changed and is not yet kept; `stop` does so a last time. */
type Keeper = { keepNow(): void; stop(): void };

/** Keeps nothing: a simulator without a data folder. */
export const forgetful: Keeper = { keepNow: () => {}, stop: () => {} };

/** Keeps the world in `dataDir`: when told to, and by itself soon after a change that nobody told of. */
export const keepWorld = (dataDir: string, world: World, clock: KeptClock): Keeper => {
  let timer: NodeJS.Timeout | undefined;
  const keepNow = () => {
    if (!timer) return;
    clearTimeout(timer);
    timer = undefined;
    saveWorld(dataDir, world, clock);
  };
  const soon = () => {
    timer ??= setTimeout(keepNow, QUIET_MS);
  };
  const stopListening = [world.onChange(soon), clock.onJump(soon)];
  saveWorld(dataDir, world, clock);
  return {
    keepNow,
    stop() {
      for (const stop of stopListening) stop();
      keepNow();
    },
  };
};
