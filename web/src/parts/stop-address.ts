import type { StopScope } from "../api/emergency-stops.ts";

type Named = Exclude<StopScope, { kind: "everything" }>;

const kinds: readonly Named["kind"][] = ["person", "account", "permission-set"];

/** Where the form of an emergency stop is filled in with this. */
export const stopAddress = ({ kind, id }: Named): string =>
  `/admin/emergency-stop?${new URLSearchParams({ stop: kind, of: id })}`;

/** What an address asks to fill in; nothing but the kind and the id is taken from it, and nothing is sent. */
export const scopeInAddress = (search: string): Named | undefined => {
  const said = new URLSearchParams(search);
  const kind = kinds.find((one) => one === said.get("stop"));
  const id = said.get("of");
  return kind && id ? { kind, id } : undefined;
};
