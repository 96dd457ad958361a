import type { SimulatorClock } from "../clock.ts";
import { keepDocument, readDocument } from "../kept-document.ts";
import type { World } from "../world.ts";
import { makeSigningKey, type SigningKey } from "./signing-key.ts";

const document = "portal-signing-key";

/**
 * The same key for as long as the world is kept; made when it is first asked for.
 * Two callers at once get one key, or the loser's assertions would verify against nothing.
 */
export const keptSigningKey = (world: World, clock: SimulatorClock): (() => Promise<SigningKey>) => {
  let making: Promise<SigningKey> | undefined;
  const make = async (): Promise<SigningKey> => {
    const kept = readDocument<SigningKey | undefined>(world, document, undefined);
    if (kept !== undefined) return kept;
    const key = await makeSigningKey(clock.now());
    keepDocument(world, document, key);
    return key;
  };
  return () => {
    making ??= make();
    return making;
  };
};
