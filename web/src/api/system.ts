import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type { systemOperations } from "../../../src/contract/system.ts";
import { call } from "./call.ts";
import type { Page } from "./shapes.ts";

export type System = z.output<NonNullable<typeof systemOperations.get.output>>;
export type UnsettledAssignment = z.output<NonNullable<typeof systemOperations.unsettled.output>>["items"][number];

export const useSystem = () =>
  useQuery({ queryKey: ["system"], queryFn: ({ signal }) => call<System>("GET", "/system", { signal }) });

export const useUnsettled = (query: Record<string, string | undefined>) =>
  useQuery({
    queryKey: ["system", "assignments", query],
    queryFn: ({ signal }) => call<Page<UnsettledAssignment>>("GET", "/system/assignments", { query, signal }),
    placeholderData: keepPreviousData,
  });
