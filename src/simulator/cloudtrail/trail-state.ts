import { keepDocument, readDocument } from "../kept-document.ts";
import type { World } from "../world.ts";

/** How the trail is set up, and how far it is. */
export type TrailState = {
  /** Some services say for whom a call was made, others do not. */
  withOnBehalfOf: boolean;
  lastDeliveryAt: string | null;
};

const document = "cloudtrail";
const initially: TrailState = { withOnBehalfOf: true, lastDeliveryAt: null };

export const trailState = (world: World): TrailState => readDocument(world, document, initially);

export const changeTrailState = (world: World, change: Partial<TrailState>): void =>
  keepDocument(world, document, { ...trailState(world), ...change });
