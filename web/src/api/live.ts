import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { openLine } from "./line.ts";
import { refreshAccess, refreshActivity, refreshAudit, refreshSystem } from "./refresh-access.ts";

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
  ...["asked", "carried-out", "lifted"].map((verb) => `emergency-stop.${verb}`),
  ...["eligibility-policy", "approval-policy"].flatMap((kind) =>
    ["created", "updated", "deleted"].map((verb) => `${kind}.${verb}`),
  ),
  "reset",
];

/** What only the audit log shows. */
const auditEvents = [
  ...["audit.verified", "audit.verification-asked", "audit.verification-refused", "audit.broken"],
  ...["sign-in.succeeded", "sign-in.refused", "signed-out"],
  ...["api-token.issued", "api-token.refused", "notification.dead", "directory.sync-asked", "grant.eligibility-lost"],
  ...["request.refused", "request.decision-refused", "request.cancel-refused", "grant.end-refused"],
  ...["settings", "eligibility-policy", "approval-policy", "api-client", "emergency-stop"].map(
    (kind) => `${kind}.refused`,
  ),
];

const gatherMs = 150;

/** Keeps every page current without asking: one line to the server, over which it says what happened. */
export const useLive = (): "connecting" | "live" | "lost" => {
  const client = useQueryClient();
  const [line, setLine] = useState<"connecting" | "live" | "lost">("connecting");

  useEffect(() => {
    let gathering: number | undefined;
    let gathered = new Set<string>();
    const readAgain = () => {
      const what = gathered;
      gathered = new Set();
      if (what.has("all")) return client.invalidateQueries();
      if (what.has("access")) refreshAccess(client);
      return refreshAudit(client);
    };
    const refresh = (what: "all" | "access" | "audit") => () => {
      gathered.add(what);
      window.clearTimeout(gathering);
      gathering = window.setTimeout(readAgain, gatherMs);
    };
    const named = (names: readonly string[], what: "all" | "access" | "audit") =>
      names.map((name) => [name, refresh(what)]);
    const close = openLine({
      on: Object.fromEntries([
        ...named(accessEvents, "access"),
        ...named(ruleEvents, "all"),
        ...named(auditEvents, "audit"),
        ["beat", () => refreshSystem(client)],
        ["system.stirred", () => refreshSystem(client)],
        ["activity.read", () => refreshActivity(client)],
      ]),
      missed: refresh("all"),
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
