import { IdentitystoreClient } from "@aws-sdk/client-identitystore";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { SSOAdminClient } from "@aws-sdk/client-sso-admin";
import { STSClient } from "@aws-sdk/client-sts";
import type { AwsClients } from "../../../src/providers/aws/clients.ts";
import type { Actor } from "../time/turns.ts";
import type { wireTo } from "./wire.ts";

type Wire = ReturnType<typeof wireTo>;
type Place = { clients: AwsClients; use(wire: Wire, actor: Actor): void };

const makePlace = (): Place => {
  let handler: ReturnType<Wire["handlerFor"]> | undefined;
  const requestHandler: ReturnType<Wire["handlerFor"]> = {
    metadata: { handlerProtocol: "http/1.1" },
    handle: (request, options) => {
      if (!handler) throw new Error("these clients are nobody's");
      return handler.handle(request, options);
    },
    destroy: () => undefined,
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
  const settings = {
    region: "eu-central-1",
    endpoint: "http://127.0.0.1",
    credentials: { accessKeyId: "AKIASIMULATION", secretAccessKey: "simulated" },
    maxAttempts: 1,
    requestHandler,
  };
  const ssoAdmin = new SSOAdminClient(settings);
  const identityStore = new IdentitystoreClient(settings);
  return {
    clients: {
      ...{ assignments: ssoAdmin, ssoAdmin, identityStore, personLookup: identityStore },
      organizations: new OrganizationsClient(settings),
      sts: new STSClient(settings),
      destroy: () => undefined,
    },
    use: (wire, actor) => {
      handler = wire.handlerFor(actor);
    },
  };
};

const places = new Map<string, Place>();

/**
 * The real SDK on the simulated wire. It repeats nothing by itself: its pauses between attempts are in real time. Making its clients costs
 * more than using them, so whoever comes to the same place has those of who died there, whose calls nobody waits for any more.
 */
export const clientsOf = (facts: { wire: Wire; actor: Actor; place: string }): AwsClients => {
  const place = places.get(facts.place) ?? makePlace();
  places.set(facts.place, place);
  place.use(facts.wire, facts.actor);
  return place.clients;
};
