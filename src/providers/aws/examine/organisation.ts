import {
  DescribeOrganizationCommand,
  ListDelegatedAdministratorsCommand,
  type OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { call, present } from "../call.ts";
import { allRows, pagesOf } from "../pages.ts";

export type SeenOrganization = { id: string; managementAccountId: string };

export const readOrganization = async (client: OrganizationsClient, signal: AbortSignal): Promise<SeenOrganization> => {
  const operation = "DescribeOrganization";
  const answer = await call(operation, () => client.send(new DescribeOrganizationCommand(), { abortSignal: signal }));
  return {
    id: present(answer.Organization?.Id, operation, "an organisation id"),
    managementAccountId: present(answer.Organization?.MasterAccountId, operation, "the management account"),
  };
};

/** The accounts that look after Identity Center for the management account: AWS allows one. */
export const readDelegatedAdministrators = async (
  client: OrganizationsClient,
  signal: AbortSignal,
): Promise<string[]> => {
  const pages = pagesOf("ListDelegatedAdministrators", (NextToken) =>
    client.send(new ListDelegatedAdministratorsCommand({ ServicePrincipal: "sso.amazonaws.com", NextToken }), {
      abortSignal: signal,
    }),
  );
  const rows = await allRows(pages, (page) => page.DelegatedAdministrators);
  return rows.flatMap((row) => (row.Id ? [row.Id] : []));
};
