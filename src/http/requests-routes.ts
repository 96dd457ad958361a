import { approveRequest } from "../commands/approve-request.ts";
import { cancelRequest } from "../commands/cancel-request.ts";
import type { Caller } from "../commands/context.ts";
import { findRequestFilterValues } from "../commands/find-filter-values.ts";
import { findRequesterToDecideOn } from "../commands/find-requester-to-decide-on.ts";
import { findRequests, getRequest } from "../commands/find-requests.ts";
import { previewRequest } from "../commands/preview-request.ts";
import { refreshPerson } from "../commands/refresh-person.ts";
import { rejectRequest } from "../commands/reject-request.ts";
import type { SeenRequest } from "../commands/see-requests.ts";
import { sendRequest } from "../commands/send-request.ts";
import { requestOperations as operations } from "../contract/request-operations.ts";
import { accessRequest } from "../contract/requests.ts";
import type { ReadPage } from "./all-pages.ts";
import type { AppContext } from "./app-context.ts";
import { csvExport } from "./csv-export.ts";
import { holdsToDecide } from "./holds-to-decide.ts";
import { jsonExport } from "./json-export.ts";
import { listQuery } from "./list-query.ts";
import { presentRequest } from "./present-request.ts";
import { refreshAuthority } from "./refresh-authority.ts";
import { requestsCsv } from "./requests-csv.ts";
import { type Api, type Holds, serve } from "./serve-operation.ts";

/** A form is previewed while it is being filled in: asking AWS at each change would tell nothing new. */
const previewAgeMs = 30_000;

export const serveRequests = (api: Api, context: AppContext): void => {
  const refreshes = refreshAuthority(context, "refuse");
  const refreshesNowAndThen = refreshAuthority(context, "refuse", previewAgeMs);

  /** What they may ask for is judged again at approval, on their groups of that moment. Who may not decide makes us ask AWS nothing. */
  const refreshRequester = async (caller: Caller, requestId: string) => {
    const requesterId = await findRequesterToDecideOn(context, { caller, requestId });
    if (requesterId) await refreshPerson(context, { lookup: context.lookup, personId: requesterId });
  };

  const signInMaxAgeMs = context.limits.decideMaxAgeMs;

  const show = async (requestId: string, caller: Caller, holds: Holds) =>
    presentRequest(await getRequest(context, { caller, requestId }), holdsToDecide(context, { caller, holds }));

  serve(api, operations.preview, async ({ caller, body, holds, c }) => {
    await refreshesNowAndThen(c, async () => undefined);
    const preview = await previewRequest(context, { caller, input: body });
    return {
      ...preview,
      reasons: preview.because,
      abilities: { send: preview.allowed && holds("requests:write") },
    };
  });

  serve(api, operations.send, async ({ caller, body, headers, holds, c }) => {
    // Policy may decide this at once, so it is asked on the groups of this moment.
    await refreshes(c, async () => undefined);
    const idempotencyKey = headers["idempotency-key"];
    const { request, created } = await sendRequest(context, { caller, input: body, idempotencyKey });
    c.status(created ? 201 : 200);
    c.header("location", `/api/v1/requests/${request.id}`);
    return show(request.id, caller, holds);
  });

  serve(api, operations.list, async ({ query, caller, holds }) => {
    const { view, sort, ticket } = query;
    const page = await findRequests(context, { caller, query: { ...listQuery(query), view, sort, ticket } });
    const held = holdsToDecide(context, { caller, holds });
    return { ...page, items: page.items.map((seen) => presentRequest(seen, held)) };
  });

  serve(api, operations.export, ({ query, caller, c }) => {
    const { view, sort, ticket } = query;
    const read: ReadPage<SeenRequest> = (page) =>
      findRequests(context, { caller, query: { ...listQuery(query), ...page, view, sort, ticket } });
    return csvExport({ context, c }, { table: requestsCsv, read });
  });

  serve(api, operations.exportJson, ({ query, caller, holds, c }) => {
    const { view, sort, ticket } = query;
    const present = (seen: SeenRequest) => presentRequest(seen, holdsToDecide(context, { caller, holds }));
    const rows = { fileName: "stint-requests.json", shape: accessRequest, present };
    const read: ReadPage<SeenRequest> = (page) =>
      findRequests(context, { caller, query: { ...listQuery(query), ...page, view, sort, ticket } });
    return jsonExport({ context, c }, { rows, read });
  });

  serve(api, operations.filterValues, async ({ query, caller }) => {
    const { view = "mine", field, search = "" } = query;
    const values = await findRequestFilterValues(context, { caller, view, field, search });
    return { items: values.map((value) => ({ ...value, abilities: {} })) };
  });

  serve(api, operations.get, async ({ params, caller, holds }) => show(params.id, caller, holds));

  serve(api, operations.approve, async ({ params, body, caller, holds, c }) => {
    await refreshes(c, async () => undefined);
    await refreshRequester(caller, params.id);
    await approveRequest(context, { caller, requestId: params.id, comment: body.comment, signInMaxAgeMs });
    return show(params.id, caller, holds);
  });

  serve(api, operations.reject, async ({ params, body, caller, holds, c }) => {
    await refreshes(c, async () => undefined);
    await rejectRequest(context, { caller, requestId: params.id, comment: body.comment, signInMaxAgeMs });
    return show(params.id, caller, holds);
  });

  serve(api, operations.cancel, async ({ params, caller, holds }) => {
    await cancelRequest(context, { caller, requestId: params.id });
    return show(params.id, caller, holds);
  });
};
