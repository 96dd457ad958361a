import { after, before, test } from "node:test";
import { assertFound } from "./broken-on-purpose.ts";
import { type DatabaseServer, openDatabaseServer } from "./database/server.ts";
import { smallOrganisation } from "./organisation/small-organisation.ts";
import { prepare } from "./prepare.ts";
import { blindTo, misreading } from "./processes/blind-to.ts";
import type { Broken } from "./processes/worker-process.ts";
import { promises } from "./promises/broken.ts";
import type { Shape } from "./shape.ts";

let server: DatabaseServer;
before(async () => {
  server = await openDatabaseServer();
  await prepare(server);
});
after(() => server.close());

const { people, roles } = smallOrganisation();
const everybody = Object.values(people).map((id) => ({ kind: "person" as const, id }));
const drift = {
  ...{ onMissingAssignment: "end" as const, temporaryOnlyPermissionSetArns: Object.values(roles) },
  ...{ onForeignAssignment: "remove" as const, foreignRemovalsPerDay: 1 },
};

const brokenParts: { what: string; broken: Broken; promise: string; seeds: number; shape?: Partial<Shape> }[] = [
  {
    what: "a look at AWS that takes everything for there",
    broken: { drift: (api) => ({ ...api, holders: async () => everybody }) },
    ...{
      promise: promises.confirmed,
      seeds: 4,
      shape: { hands: 6, minutes: [240], drift: { ...drift, temporaryOnlyPermissionSetArns: [] } },
    },
  },
  {
    what: "a fuse that never blows",
    broken: {
      ctx: (ctx) => ({
        ...ctx,
        db: misreading(ctx.db, '"settings"', (row) =>
          row.document ? { ...row, document: { ...row.document, foreignRemovalsPerDay: 1_000 } } : row,
        ),
      }),
    },
    ...{ promise: promises.standing, seeds: 3, shape: { hands: 4, drift } },
  },
  {
    what: "an emergency stop that holds nothing",
    broken: { served: (db) => blindTo(db, "lifted_at is null or carried_out_at is null") },
    ...{ promise: promises.stopped, seeds: 4, shape: { stops: 2, asks: 8 } },
  },
  {
    what: "an end that is refused to who may ask for it",
    broken: { endsAs: () => people.sam },
    ...{ promise: promises.ending, seeds: 4 },
  },
  {
    what: "a transition that is not audited",
    broken: { ctx: (ctx) => ({ ...ctx, db: blindTo(ctx.db, "coalesce(activated_at, ") }) },
    ...{ promise: promises.audited, seeds: 2 },
  },
];

for (const { what, ...part } of brokenParts)
  test(`broken on purpose, it is found: ${what}`, () => assertFound(server, { ...part, name: what }));
