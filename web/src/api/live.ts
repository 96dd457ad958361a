import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { consolePace, gathered } from "./gathered.ts";
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

type Moved = "all" | "access" | "audit" | "system" | "activity";

/** Keeps every page that is seen current without asking: one line to the server, over which it says what happened. */
export const useLive = (): "connecting" | "live" | "lost" => {
  const client = useQueryClient();
  const [line, setLine] = useState<"connecting" | "live" | "lost">("connecting");

  useEffect(() => {
    const moved = gathered<Moved>({
      ...consolePace,
      isSeen: () => !document.hidden,
      act: (what) => {
        if (what.has("all")) return client.invalidateQueries();
        if (what.has("access")) refreshAccess(client);
        if (what.has("access") || what.has("audit")) refreshAudit(client);
        if (what.has("system")) refreshSystem(client);
        if (what.has("activity")) refreshActivity(client);
      },
    });
    const refresh = (what: Moved) => () => moved.say(what);
    const named = (names: readonly string[], what: Moved) => names.map((name) => [name, refresh(what)]);
    document.addEventListener("visibilitychange", moved.look);
    const close = openLine({
      on: Object.fromEntries([
        ...named(accessEvents, "access"),
        ...named(ruleEvents, "all"),
        ...named(auditEvents, "audit"),
        ...named(["beat", "system.stirred"], "system"),
        ...named(["activity.read"], "activity"),
      ]),
      missed: refresh("all"),
      // On the way it is learned whether the session is over.
      refused: () => client.invalidateQueries({ queryKey: ["me"] }),
      state: setLine,
    });
    return () => {
      close();
      document.removeEventListener("visibilitychange", moved.look);
      moved.stop();
    };
  }, [client]);

  return line;
};
