import type {
  ListDelegatedAdministratorsRequest,
  ListDelegatedAdministratorsResponse,
} from "@aws-sdk/client-organizations";
import { organizationsOperation } from "./define-operation.ts";
import { maxResults, nextToken, servicePrincipal } from "./input-rules.ts";
import { getAccount, pageOfRows } from "./known-things.ts";
import { presentAccount } from "./present.ts";

/** The one delegated administrator there is looks after Identity Center only. */
export const listDelegatedAdministrators = organizationsOperation<
  ListDelegatedAdministratorsRequest,
  ListDelegatedAdministratorsResponse
>({
  name: "ListDelegatedAdministrators",
  rules: { ServicePrincipal: servicePrincipal, NextToken: nextToken, MaxResults: maxResults },
  answer({ world, now }, input) {
    const isAsked = (input.ServicePrincipal ?? "sso.amazonaws.com") === "sso.amazonaws.com";
    const page = pageOfRows(world, {
      operation: "ListDelegatedAdministrators",
      asked: [input.ServicePrincipal],
      rows: isAsked ? [getAccount(world, world.ids.delegatedAdministratorId)] : [],
      keyOf: (row) => row.id,
      input,
    });
    return {
      DelegatedAdministrators: page.rows.map((row) => {
        const { Paths: _notListedHere, ...account } = presentAccount(world, row, now);
        return { ...account, DelegationEnabledDate: new Date(world.ids.createdAt) };
      }),
      NextToken: page.nextToken,
    };
  },
});
