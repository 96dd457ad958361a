import { noticesOperation } from "../contract/notices.ts";
import { pageLimits } from "../contract/page.ts";
import { listNoticeLog } from "../store/notice-log.ts";
import type { AppContext } from "./app-context.ts";
import { assertReader } from "./assert-reader.ts";
import { type Api, serve } from "./serve-operation.ts";

export const serveNotices = (api: Api, { db }: AppContext): void => {
  serve(api, noticesOperation, async ({ query, personas }) => {
    assertReader(personas);
    const page = await listNoticeLog(db, { ...query, limit: query.limit ?? pageLimits.usual });
    return { ...page, items: page.items.map((notice) => ({ ...notice, abilities: {} })) };
  });
};
