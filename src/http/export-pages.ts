import type { Context } from "hono";
import type { AppContext } from "./app-context.ts";
import type { AppEnv } from "./app-env.ts";
import { stillSignedIn } from "./still-signed-in.ts";
import { type Pages, streamPages } from "./stream-pages.ts";

/** The call that an export answers. */
export type ExportCall = {
  context: AppContext;
  c: Context<AppEnv>;
  /** Whether the caller still may read this, where the pages do not ask it themselves. */
  mayStill?: () => Promise<boolean>;
};

export type ExportFile<Row> = Pages<Row> & { name: string; type: "text/csv" | "application/json" };

/**
 * Answers with a file of any length. It goes on only while the caller is signed in and may read it, and whatever breaks it off is in
 * the log under the id of the call.
 */
export const exportPages = async <Row>(call: ExportCall, file: ExportFile<Row>): Promise<Response> => {
  const { context, c, mayStill = async () => true } = call;
  const isSignedIn = stillSignedIn(context)(c);
  const body = await streamPages(file, {
    mayGoOn: async () => (await isSignedIn()) && (await mayStill()),
    failed: (problem) =>
      context.log.error({
        event: "http.export-broken",
        requestId: c.var.requestId,
        path: c.req.path,
        personId: c.var.caller.personId,
        err: problem,
      }),
  });
  return c.body(body, 200, {
    "content-type": `${file.type}; charset=utf-8`,
    "content-disposition": `attachment; filename="${file.name}"`,
  });
};
