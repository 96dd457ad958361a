import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import type { emergencyStop, emergencyStopInput, emergencyStopPreview } from "../../../src/contract/emergency-stops.ts";
import { call } from "./call.ts";
import { refreshAccess } from "./refresh-access.ts";
import type { Page } from "./shapes.ts";

export type EmergencyStop = z.output<typeof emergencyStop>;
export type EmergencyStopInput = z.input<typeof emergencyStopInput>;
export type StopScope = EmergencyStopInput["scope"];
export type StopPreview = z.output<typeof emergencyStopPreview>;

export const useEmergencyStops = (query: Record<string, string | undefined>) =>
  useQuery({
    queryKey: ["emergency-stops", query],
    queryFn: ({ signal }) => call<Page<EmergencyStop>>("GET", "/emergency-stops", { query, signal }),
    placeholderData: keepPreviousData,
  });

export const useStopPreview = (scope: StopScope | undefined) =>
  useQuery({
    queryKey: ["emergency-stop-preview", scope],
    queryFn: ({ signal }) => call<StopPreview>("POST", "/emergency-stops/preview", { body: { scope }, signal }),
    enabled: scope !== undefined,
    gcTime: 10_000,
  });

const useChange = <Input>(change: (input: Input) => Promise<EmergencyStop>) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => {
      refreshAccess(client);
    },
  });
};

export const useStopping = () =>
  useChange(({ input, key }: { input: EmergencyStopInput; key: string }) =>
    call("POST", "/emergency-stops", { body: input, headers: { "idempotency-key": key } }),
  );

export const useLifting = () =>
  useChange(({ id, comment }: { id: string; comment: string }) =>
    call("POST", `/emergency-stops/${id}/lift`, { body: { comment } }),
  );
