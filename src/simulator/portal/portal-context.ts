import type { SimulatorParts } from "../parts.ts";
import { keptSigningKey } from "./kept-signing-key.ts";
import type { SigningKey } from "./signing-key.ts";

/** What every page of the portal is given. */
export type PortalContext = SimulatorParts & { signingKey(): Promise<SigningKey> };

/** The portal's view of the simulator's parts: the same, with the key that signs its assertions. */
export const portalContext = (parts: SimulatorParts): PortalContext => ({
  ...parts,
  signingKey: keptSigningKey(parts.world, parts.clock),
});
