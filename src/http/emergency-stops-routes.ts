import type { Caller } from "../commands/context.ts";
import { liftStop } from "../commands/lift-stop.ts";
import { previewStop } from "../commands/preview-stop.ts";
import { stopInEmergency } from "../commands/stop-in-emergency.ts";
import { emergencyStopOperations as operations } from "../contract/emergency-stop-operations.ts";
import { pageLimits } from "../contract/page.ts";
import type { EmergencyStop } from "../core/emergency-stop.ts";
import { notFound } from "../core/refusal.ts";
import { findStop, findStopsPage } from "../store/emergency-stops.ts";
import type { AppContext } from "./app-context.ts";
import { assertReader } from "./assert-reader.ts";
import { findNames } from "./find-names.ts";
import { idsNamedBy, namedScope, presentStops } from "./present-stop.ts";
import { refreshAuthority } from "./refresh-authority.ts";
import { type Api, type Call, serve } from "./serve-operation.ts";

type Reading = Pick<Call<never, never, never, never>, "caller" | "personas" | "holds">;

export const serveEmergencyStops = (api: Api, context: AppContext): void => {
  const { db, clock, log } = context;
  // Ending must always work: an admin stops by what the mirror knows, however old. Lifting can wait.
  const refreshes = refreshAuthority(context, "go-on");
  const refreshesOrRefuses = refreshAuthority(context, "refuse");

  const show = (stops: readonly EmergencyStop[], { caller, personas, holds }: Reading) => {
    const reader = { personId: caller.personId, mayLift: personas.admin && holds("settings:write") };
    return presentStops(db, { stops, reader, now: clock.now() });
  };

  const showOne = async (stop: EmergencyStop, reading: Reading) => {
    const [shown] = await show([stop], reading);
    if (!shown) throw notFound("emergency-stop");
    return shown;
  };

  serve(api, operations.preview, async ({ caller, body: { scope }, holds }) => {
    const { requests, sample, ...preview } = await previewStop(context, { caller, scope });
    const ids = idsNamedBy([scope]);
    const names = await findNames(db, {
      personIds: [...ids.personIds, ...sample.map(({ personId }) => personId)],
      accountIds: [...ids.accountIds, ...sample.map(({ accountId }) => accountId)],
      permissionSetArns: [...ids.permissionSetArns, ...sample.map(({ permissionSetArn }) => permissionSetArn)],
    });
    return {
      ...preview,
      scope: namedScope(scope, names),
      pendingRequests: requests,
      sample: sample.map((grant) => ({
        ...grant,
        person: names.person(grant.personId),
        account: names.account(grant.accountId),
        permissionSet: names.permissionSet(grant.permissionSetArn),
      })),
      abilities: { stop: holds("settings:write") },
    };
  });

  serve(api, operations.start, async ({ body, headers, c, ...reading }) => {
    await refreshes(c, async () => undefined);
    const { groupsAreStale: _, ...caller }: Caller = reading.caller;
    const { stop, created } = await stopInEmergency(context, {
      ...{ caller, input: body, idempotencyKey: headers["idempotency-key"] },
      onProblem: (err) => log.error({ err }, "an emergency stop is not carried out yet; a worker goes on"),
    });
    c.status(created ? 201 : 200);
    c.header("location", `/api/v1/emergency-stops/${stop.id}`);
    return showOne(stop, { ...reading, personas: c.var.personas });
  });

  serve(api, operations.list, async ({ query, ...reading }) => {
    assertReader(reading.personas);
    const { limit = pageLimits.usual, cursor, holding } = query;
    const page = await findStopsPage(db, { limit, cursor, holding: holding === "true" });
    return { ...page, items: await show(page.items, reading) };
  });

  serve(api, operations.get, async ({ params, ...reading }) => {
    assertReader(reading.personas);
    const stop = await findStop(db, params.id);
    if (!stop) throw notFound("emergency-stop");
    return showOne(stop, reading);
  });

  serve(api, operations.lift, async ({ params, body, c, ...reading }) => {
    await refreshesOrRefuses(c, async () => undefined);
    const stop = await liftStop(context, { caller: reading.caller, id: params.id, comment: body.comment });
    return showOne(stop, { ...reading, personas: c.var.personas });
  });
};
