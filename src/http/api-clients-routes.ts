import { actorOf } from "../commands/actor-of.ts";
import { assertAdmin } from "../commands/assert-admin.ts";
import { createOwnApiClient } from "../commands/create-own-api-client.ts";
import { recordingRefusal } from "../commands/recording-refusal.ts";
import { revokeApiClient } from "../commands/revoke-api-client.ts";
import { apiClientOperations as operations } from "../contract/api-clients.ts";
import { type ApiClient, listApiClients } from "../store/api-clients.ts";
import type { AppContext } from "./app-context.ts";
import { assertReader } from "./assert-reader.ts";
import { findNames, type Names } from "./find-names.ts";
import { refreshAuthority } from "./refresh-authority.ts";
import { type Api, serve } from "./serve-operation.ts";

const present = (client: Omit<ApiClient, "secretHash">, names: Names, isAdmin: boolean) => ({
  ...client,
  person: names.person(client.personId),
  abilities: { revoke: isAdmin && client.revokedAt === null },
});

export const serveApiClients = (api: Api, context: AppContext): void => {
  const { db } = context;
  const refreshes = refreshAuthority(context, "refuse");

  serve(api, operations.list, async ({ personas, holds }) => {
    assertReader(personas);
    const clients = await listApiClients(db);
    const names = await findNames(db, { personIds: clients.map(({ personId }) => personId) });
    const isAdmin = personas.admin && holds("settings:write");
    return { items: clients.map((client) => present(client, names, isAdmin)) };
  });

  serve(api, operations.create, async ({ caller, body, c }) => {
    await refreshes(c, async () => undefined);
    const { client, secret } = await createOwnApiClient(context, { caller, ...body });
    const names = await findNames(db, { personIds: [client.personId] });
    return { client: present(client, names, true), clientSecret: secret };
  });

  serve(api, operations.revoke, async ({ caller, params, c }) => {
    await refreshes(c, async () => undefined);
    const subject = { kind: "api-client", id: params.id };
    await recordingRefusal(context, { caller, action: "api-client.refused", subject }, async () => {
      await assertAdmin(db, caller);
      await revokeApiClient(context, { actor: actorOf(caller), clientId: params.id });
    });
    return undefined;
  });
};
