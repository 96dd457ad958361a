import { createAwsClients } from "../src/providers/aws/clients.ts";
import { createDirectorySource } from "../src/providers/aws/directory-source.ts";
import { createPersonLookup } from "../src/providers/aws/identity-store.ts";
import { type SimulatorOptions, startSimulator } from "../src/simulator/start.ts";
import { simulatorControl } from "./simulator-control.ts";

/** A simulated AWS whose clock stands still, and our own adapters on the real SDK that talk to it. Stop it when done. */
export const startTestAws = async (options: SimulatorOptions = {}) => {
  const simulator = await startSimulator({ limits: "none", ...options });
  simulator.clock.freeze();
  const { ids } = simulator.world;
  const clients = createAwsClients({
    endpoint: simulator.url,
    region: ids.region,
    credentials: { accessKeyId: "AKIATEST", secretAccessKey: "secret" },
  });
  return {
    simulator,
    world: simulator.world,
    clients,
    source: createDirectorySource({ clients }),
    lookup: createPersonLookup({ client: clients.personLookup, identityStoreId: ids.identityStoreId }),
    ...simulatorControl(simulator.url),
    stop: async () => {
      clients.destroy();
      await simulator.stop();
    },
  };
};

export type TestAws = Awaited<ReturnType<typeof startTestAws>>;
