export const faultKinds = ["error", "throttle", "timeout-before", "timeout-after", "fail-late", "slow"] as const;
export type FaultKind = (typeof faultKinds)[number];

export type FaultSpec = {
  operation: string;
  kind: FaultKind;
  /** How many calls it strikes; one unless told, "always" until it is taken away. */
  times?: number | "always";
  code?: string;
  message?: string;
  delayMs?: number;
  /** Strikes only calls whose input has these members with these values. */
  match?: Record<string, unknown>;
};

export type Fault = FaultSpec & { id: number; struck: number };

export type Faults = {
  add(spec: FaultSpec): Fault;
  list(): Fault[];
  clear(): void;
  /** The oldest fault that strikes this call, counted as struck; undefined when none does. */
  take(operation: string, input: unknown): Fault | undefined;
};

const holds = (wanted: unknown, actual: unknown): boolean => {
  if (typeof wanted !== "object" || wanted === null) return wanted === actual;
  if (typeof actual !== "object" || actual === null) return false;
  return Object.entries(wanted).every(([key, value]) => holds(value, Reflect.get(actual, key)));
};

const isSpent = (fault: Fault) => fault.times !== "always" && fault.struck >= (fault.times ?? 1);

/** What should go wrong, and has not yet. `operation` may be "*" for any. */
export const faultRegistry = (): Faults => {
  let faults: Fault[] = [];
  let nextId = 1;
  return {
    add(spec) {
      const fault = { ...spec, id: nextId, struck: 0 };
      nextId += 1;
      faults.push(fault);
      return fault;
    },
    list: () => [...faults],
    clear() {
      faults = [];
    },
    take(operation, input) {
      const fault = faults.find(
        (one) => (one.operation === operation || one.operation === "*") && holds(one.match ?? {}, input),
      );
      if (!fault) return undefined;
      fault.struck += 1;
      faults = faults.filter((one) => !isSpent(one));
      return fault;
    },
  };
};
