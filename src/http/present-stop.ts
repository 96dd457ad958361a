import { decide } from "../core/decision.ts";
import { type EmergencyStop, holdsNow, type StopScope } from "../core/emergency-stop.ts";
import { notOwnHold } from "../core/hold-rules.ts";
import type { Db } from "../store/database.ts";
import { countLeft, findStopProgress, type StopProgress } from "../store/stop-progress.ts";
import { findNames, type Names } from "./find-names.ts";

const idOf = (scope: StopScope, kind: StopScope["kind"]) =>
  scope.kind === kind && scope.kind !== "everything" ? [scope.id] : [];

export const idsNamedBy = (scopes: readonly StopScope[]) => ({
  personIds: scopes.flatMap((scope) => idOf(scope, "person")),
  accountIds: scopes.flatMap((scope) => idOf(scope, "account")),
  permissionSetArns: scopes.flatMap((scope) => idOf(scope, "permission-set")),
});

export const namedScope = (scope: StopScope, names: Names) => {
  switch (scope.kind) {
    case "person":
      return { kind: scope.kind, id: scope.id, name: names.person(scope.id).displayName };
    case "account":
      return { kind: scope.kind, id: scope.id, name: names.account(scope.id).name };
    case "permission-set":
      return { kind: scope.kind, id: scope.id, name: names.permissionSet(scope.id).name };
    case "everything":
      return { kind: scope.kind, id: null, name: null };
  }
};

const nothingYet: StopProgress = {
  ...{ grants: 0, ending: 0, onStanding: 0, endingSince: null, lastError: null, credentialsExpireAt: null },
  cuts: { asked: 0, inForce: 0 },
};

type Reader = { personId: string; mayLift: boolean };

/** Emergency stops as the API answers them, with how far each is; one query for all but those that are still being carried out. */
export const presentStops = async (db: Db, facts: { stops: readonly EmergencyStop[]; reader: Reader; now: Date }) => {
  const { stops, reader, now } = facts;
  const named = idsNamedBy(stops.map(({ scope }) => scope));
  const people = stops.flatMap(({ askedById, liftedById }) => [askedById, liftedById]);
  const names = await findNames(db, { ...named, personIds: [...named.personIds, ...people] });
  const progress = await findStopProgress(db, { stopIds: stops.map(({ id }) => id), now });
  const presented = [];
  for (const stop of stops) {
    const { cuts, credentialsExpireAt: expireAt, ...done } = progress.get(stop.id) ?? nothingYet;
    const { liftedAt, liftedById } = stop;
    const isOwn = !decide([notOwnHold], { stop, callerId: reader.personId }).allowed;
    presented.push({
      ...stop,
      scope: namedScope(stop.scope, names),
      askedBy: names.person(stop.askedById),
      holds: holdsNow(stop),
      left: await countLeft(db, stop),
      progress: { ...done, ended: done.grants - done.ending },
      credentials: { expireAt, cutsAsked: cuts.asked, cutsInForce: cuts.inForce },
      lift:
        liftedAt && liftedById ? { by: names.person(liftedById), at: liftedAt, comment: stop.liftComment ?? "" } : null,
      abilities: { lift: reader.mayLift && liftedAt === null && !isOwn },
    });
  }
  return presented;
};
