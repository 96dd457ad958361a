import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import type { apiClientOperations } from "../../../src/contract/api-clients.ts";
import { call } from "./call.ts";
import type { Page } from "./shapes.ts";

export type ApiClient = z.output<NonNullable<typeof apiClientOperations.list.output>>["items"][number];
export type ApiClientInput = z.input<NonNullable<typeof apiClientOperations.create.body>>;
export type MadeApiClient = z.output<NonNullable<typeof apiClientOperations.create.output>>;
export type Scope = ApiClientInput["scopes"][number];

const queryKey = ["api-clients"];

export const useApiClients = () =>
  useQuery({ queryKey, queryFn: ({ signal }) => call<Page<ApiClient>>("GET", "/api-clients", { signal }) });

const useChange = <Input, Output>(change: (input: Input) => Promise<Output>) => {
  const client = useQueryClient();
  return useMutation({ mutationFn: change, onSettled: () => client.invalidateQueries({ queryKey }), gcTime: 0 });
};

/** The secret is in this one answer and is kept nowhere else. */
export const useMakingApiClient = () =>
  useChange((body: ApiClientInput) => call<MadeApiClient>("POST", "/api-clients", { body }));

export const useRevokingApiClient = () => useChange((id: string) => call<void>("DELETE", `/api-clients/${id}`));
