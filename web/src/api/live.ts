import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
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
const retryMs = 5_000;

/** Keeps every page current without asking: one line to the server, over which it says what happened. */
export const useLive = (): "connecting" | "live" | "lost" => {
  const client = useQueryClient();
  const [line, setLine] = useState<"connecting" | "live" | "lost">("connecting");

  useEffect(() => {
    let source: EventSource | undefined;
    let again: number | undefined;
    let gathering: number | undefined;
    let wasLost = false;
    let everything = false;
    const refresh = (all: boolean) => {
      window.clearTimeout(gathering);
      everything ||= all;
      gathering = window.setTimeout(() => {
        if (everything) client.invalidateQueries();
        else refreshAccess(client);
        everything = false;
      }, gatherMs);
    };
    const open = () => {
      source = new EventSource("/api/v1/events");
      source.onopen = () => {
        if (wasLost) refresh(true);
        wasLost = false;
        setLine("live");
      };
      source.onerror = () => {
        wasLost = true;
        setLine("lost");
        // The browser tries again by itself unless it was refused: then we do, and learn on the way whether the session is over.
        if (source?.readyState !== EventSource.CLOSED) return;
        client.invalidateQueries({ queryKey: ["me"] });
        again = window.setTimeout(open, retryMs);
      };
      for (const name of accessEvents) source.addEventListener(name, () => refresh(false));
      for (const name of ruleEvents) source.addEventListener(name, () => refresh(true));
      source.addEventListener("beat", () => refreshSystem(client));
    };
    open();
    return () => {
      source?.close();
      window.clearTimeout(again);
      window.clearTimeout(gathering);
    };
  }, [client]);

  return line;
};
