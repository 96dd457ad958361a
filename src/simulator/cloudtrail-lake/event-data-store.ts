import { madeUuid } from "../made-id.ts";
import type { World } from "../world.ts";

/** The organisation's event data store; the same for the same seed. In the management account. */
export const eventDataStoreId = ({ ids }: World): string => madeUuid(ids.seed, "event-data-store");

export const eventDataStoreArn = (world: World): string =>
  `arn:aws:cloudtrail:${world.ids.region}:${world.ids.managementAccountId}:eventdatastore/${eventDataStoreId(world)}`;
