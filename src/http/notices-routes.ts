import { noticesOperation } from "../contract/notices.ts";
import { pageLimits } from "../contract/page.ts";
import { listNoticeLog } from "../store/notice-log.ts";
import type { AppContext } from "./app-context.ts";
import { assertReader } from "./assert-reader.ts";
import { findNames } from "./find-names.ts";
import { type Api, serve } from "./serve-operation.ts";

export const serveNotices = (api: Api, { db }: AppContext): void => {
  serve(api, noticesOperation, async ({ query, personas }) => {
    assertReader(personas);
    const { limit = pageLimits.usual, cursor, request, state: states, channel: channels } = query;
    const page = await listNoticeLog(db, { limit, cursor, request, states, channels });
    const told = page.items.flatMap(({ deliveries }) => deliveries.map(({ personId }) => personId));
    const names = await findNames(db, { personIds: told });
    const items = page.items.map((notice) => ({
      ...notice,
      abilities: {},
      deliveries: notice.deliveries.map(({ personId, nextAt, ...delivery }) => ({
        ...delivery,
        person: personId === null ? null : names.person(personId),
        nextTryAt: nextAt,
      })),
    }));
    return { ...page, items };
  });
};
