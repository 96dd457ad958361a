import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { openLine } from "./line.ts";
import { refreshAccess, refreshSystem } from "./refresh-access.ts";

/** The events that change what the pages show; the stream names each after its action. */
const accessEvents = [
  ...["created", "approval-recorded", "approved", "rejected", "cancelled", "expired"].map((verb) => `request.${verb}`),
  ...["scheduled", "activating", "active", "ending", "ended", "failed"].map((verb) => `grant.${verb}`),
  ...["activation-unconfirmed", "removal-retried", "removal-unconfirmed"].map((verb) => `grant.${verb}`),
];
const ruleEvents = [
  "settings.changed",
  "directory.synced",
  "api-client.created",
  "api-client.revoked",
  ...["eligibility-policy", "approval-policy"].flatMap((kind) =>
    ["created", "updated", "deleted"].map((verb) => `${kind}.${verb}`),
  ),
  "reset",
];

const gatherMs = 150;

/** Keeps every page current without asking: one line to the server, over which it says what happened. */
export const useLive = (): "connecting" | "live" | "lost" => {
  const client = useQueryClient();
  const [line, setLine] = useState<"connecting" | "live" | "lost">("connecting");

  useEffect(() => {
    let gathering: number | undefined;
    let everything = false;
    const refresh = (all: boolean) => {
      everything ||= all;
      window.clearTimeout(gathering);
      gathering = window.setTimeout(() => {
        if (everything) client.invalidateQueries();
        else refreshAccess(client);
        everything = false;
      }, gatherMs);
    };
    const aboutAccess = () => refresh(false);
    const aboutAll = () => refresh(true);
    const close = openLine({
      on: Object.fromEntries([
        ...accessEvents.map((name) => [name, aboutAccess]),
        ...ruleEvents.map((name) => [name, aboutAll]),
        ["beat", () => refreshSystem(client)],
      ]),
      missed: aboutAll,
      // On the way it is learned whether the session is over.
      refused: () => client.invalidateQueries({ queryKey: ["me"] }),
      state: setLine,
    });
    return () => {
      close();
      window.clearTimeout(gathering);
    };
  }, [client]);

  return line;
};
