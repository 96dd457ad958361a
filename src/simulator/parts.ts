import type { AdministratorKind } from "./aws/caller.ts";
import type { Limits, Timing } from "./aws/operation.ts";
import type { Calls } from "./calls.ts";
import type { KeptClock } from "./clock.ts";
import type { Trail } from "./cloudtrail/trail.ts";
import type { Faults } from "./faults.ts";
import type { ObjectStore } from "./objects/object-store.ts";
import type { World } from "./world.ts";

/** What every part of the simulator is built from. */
export type SimulatorParts = {
  world: World;
  /** What S3 holds: beside the world, because it may be far larger. */
  objects: ObjectStore;
  trail: Trail;
  clock: KeptClock;
  faults: Faults;
  calls: Calls;
  timing: Timing;
  limits: Limits | "none";
  caller: AdministratorKind;
  /** Where the Stint SAML application lives; its assertion consumer is `/auth/saml/acs` below it. */
  stintUrl: string;
  /** The simulator's own address, known once it listens. */
  url(): string;
};
