import { after, before, test } from "node:test";
import { assertFound } from "./broken-on-purpose.ts";
import { type DatabaseServer, openDatabaseServer } from "./database/server.ts";
import { smallOrganisation } from "./organisation/small-organisation.ts";
import { prepare } from "./prepare.ts";
import type { Broken } from "./processes/worker-process.ts";
import { promises } from "./promises/broken.ts";

let server: DatabaseServer;
before(async () => {
  server = await openDatabaseServer();
  await prepare(server);
});
after(() => server.close());

const { lea } = smallOrganisation().people;

test("broken on purpose, it is found: one's own word that is taken for another's", () => {
  const broken: Broken = {
    takenFor: ({ deciderId, requesterId }) => (deciderId === requesterId ? lea : deciderId),
  };
  return assertFound(server, { broken, promise: promises.self, name: "own", seeds: 6, shape: { asks: 8 } });
});
