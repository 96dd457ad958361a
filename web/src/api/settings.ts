import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import type { settingsOperations } from "../../../src/contract/settings.ts";
import { call } from "./call.ts";

export type Settings = z.output<NonNullable<typeof settingsOperations.get.output>>;
export type SettingsInput = z.input<NonNullable<typeof settingsOperations.change.body>>;

const queryKey = ["settings"];

export const useSettings = () =>
  useQuery({ queryKey, queryFn: ({ signal }) => call<Settings>("GET", "/settings", { signal }) });

/** What is true afterwards is read anew, also after a refusal: somebody else may have been faster. */
export const useSavingSettings = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SettingsInput) => call<Settings>("PUT", "/settings", { body }),
    onSettled: () => client.invalidateQueries(),
  });
};
