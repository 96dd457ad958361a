const wireValue = (value: unknown): unknown => {
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(wireValue);
  if (typeof value === "object" && value !== null) return toWire(value);
  return value;
};

/** The output as JSON 1.1 sends it: instants are seconds since 1970, absent members are left out. */
export const toWire = (output: object): object =>
  Object.fromEntries(
    Object.entries(output)
      .filter(([, value]) => value !== undefined)
      .map(([member, value]) => [member, wireValue(value)]),
  );
