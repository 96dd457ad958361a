import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type { noticesOperation } from "../../../src/contract/notices.ts";
import { call } from "./call.ts";
import type { Page } from "./shapes.ts";

export type Notice = z.output<NonNullable<typeof noticesOperation.output>>["items"][number];
export type Delivery = Notice["deliveries"][number];

export const useNotices = (query: Record<string, string | undefined>) =>
  useQuery({
    queryKey: ["notices", query],
    queryFn: ({ signal }) => call<Page<Notice>>("GET", "/notices", { query, signal }),
    placeholderData: keepPreviousData,
  });
