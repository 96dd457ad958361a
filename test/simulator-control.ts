export type FaultSpec = {
  operation: string;
  kind: "error" | "throttle" | "timeout-before" | "timeout-after" | "slow" | "fail-late";
  times?: number | "always";
  code?: string;
  message?: string;
  delayMs?: number;
  match?: Record<string, unknown>;
};

/** What tests ask of a running simulator beside AWS's own calls. */
export const simulatorControl = (simulatorUrl: string) => {
  const control = (path: string, init: RequestInit) => fetch(`${simulatorUrl}/_simulator/${path}`, init);
  return {
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
    /** When it was called, in milliseconds since the epoch, among the latest five thousand calls. */
    calledAtMs: async (operation: string): Promise<number[]> => {
      const answer = (await (await control(`calls?operation=${operation}`, {})).json()) as { recent: { at: string }[] };
      return answer.recent.map(({ at }) => Date.parse(at));
    },
  };
};
