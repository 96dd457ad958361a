import { createAwsClients } from "../src/providers/aws/clients.ts";
import { createDirectorySource } from "../src/providers/aws/directory-source.ts";
import { createPersonLookup } from "../src/providers/aws/identity-store.ts";
import { type SimulatorOptions, startSimulator } from "../src/simulator/start.ts";

type FaultSpec = {
  operation: string;
  kind: "error" | "throttle" | "timeout-before" | "timeout-after" | "slow";
  times?: number | "always";
  code?: string;
  message?: string;
  delayMs?: number;
  match?: Record<string, unknown>;
};

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
  const control = (path: string, init: RequestInit) => fetch(`${simulator.url}/_simulator/${path}`, init);
  return {
    simulator,
    world: simulator.world,
    clients,
    source: createDirectorySource({ clients }),
    lookup: createPersonLookup({ client: clients.personLookup, identityStoreId: ids.identityStoreId }),
    addFault: async (fault: FaultSpec): Promise<void> => {
      const answer = await control("faults", { method: "POST", body: JSON.stringify(fault) });
      if (!answer.ok) throw new Error(await answer.text());
    },
    clearFaults: () => control("faults", { method: "DELETE" }),
    /** How often each operation was called since the last time this was asked. */
    callsSince: async (): Promise<Record<string, number>> => {
      const answer = (await (await control("calls", {})).json()) as { countByOperation: Record<string, number> };
      await control("calls", { method: "DELETE" });
      return answer.countByOperation;
    },
    stop: async () => {
      clients.destroy();
      await simulator.stop();
    },
  };
};

export type TestAws = Awaited<ReturnType<typeof startTestAws>>;
