import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { call } from "./call.ts";
import type { Favourite, Page } from "./shapes.ts";

const queryKey = ["favourites"];

export const useFavourites = () =>
  useQuery({ queryKey, queryFn: ({ signal }) => call<Page<Favourite>>("GET", "/me/favourites", { signal }) });

const useFavouriteChange = <Input, Output>(change: (input: Input) => Promise<Output>) => {
  const client = useQueryClient();
  return useMutation({ mutationFn: change, onSettled: () => client.invalidateQueries({ queryKey }) });
};

/** Marks one role in each of these accounts. */
export const useMarking = () =>
  useFavouriteChange(({ accountIds, permissionSetArn }: { accountIds: string[]; permissionSetArn: string }) =>
    Promise.all(
      accountIds.map((accountId) =>
        call<Favourite>("PUT", "/me/favourites", { body: { accountId, permissionSetArn } }),
      ),
    ),
  );

export const useUnmarking = () =>
  useFavouriteChange((ids: string[]) =>
    Promise.all(ids.map((id) => call<undefined>("DELETE", `/me/favourites/${id}`))),
  );
