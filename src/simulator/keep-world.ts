import type { KeptClock } from "./clock.ts";
import { saveWorld } from "./snapshot.ts";
import type { World } from "./world.ts";

const QUIET_MS = 100;

/** Keeps the world in `dataDir` soon after each change; `stop` keeps what is not yet kept. */
export const keepWorld = (dataDir: string, world: World, clock: KeptClock) => {
  let timer: NodeJS.Timeout | undefined;
  const save = () => {
    clearTimeout(timer);
    timer = undefined;
    saveWorld(dataDir, world, clock);
  };
  const soon = () => {
    timer ??= setTimeout(save, QUIET_MS);
  };
  const stopListening = [world.onChange(soon), clock.onJump(soon)];
  save();
  return {
    stop() {
      for (const stop of stopListening) stop();
      if (timer) save();
    },
  };
};
