import type { Logger } from "pino";
import type { OidcRelyingParty } from "../auth/oidc.ts";
import type { SamlServiceProvider } from "../auth/saml.ts";
import type { CommandContext } from "../commands/context.ts";
import type { PersonLookup } from "../core/directory-source.ts";
import type { Scheduler } from "../core/time.ts";
import type { EventHub } from "./event-hub.ts";
import type { HttpLimits } from "./http-limits.ts";

/** `ready` is the whole answer of `/readyz`; each part says what it looked at, without secrets. */
type Readiness = { ready: boolean; parts: { name: string; ready: boolean; detail?: string }[] };

/** All that the HTTP side is given. `app/compose` makes one; tests make theirs with `test-context`. */
export type AppContext = CommandContext & {
  /** Identity Store as it is this moment, for authority that must not be a sync behind. */
  lookup: PersonLookup;
  /** The ways in: at least one. */
  saml?: SamlServiceProvider | undefined;
  /** With the name by which people choose it. */
  oidc?: (OidcRelyingParty & { name: string }) | undefined;
  /** Where browsers reach Stint: scheme, host and port, no path. */
  publicUrl: string;
  /** Where Stint calls Identity Center, which answers in its primary Region only; null when nobody set a Region. */
  identityCenterRegion: string | null;
  version: string;
  limits: HttpLimits;
  scheduler: Scheduler;
  log: Logger;
  /** Tells of what is appended to the audit log, by whatever process. */
  events: Pick<EventHub, "subscribe" | "db">;
  /** Told of every call that was answered; the route is its pattern. */
  onAnswer?: (answer: { method: string; route: string; status: number; seconds: number }) => void;
  readiness(): Promise<Readiness>;
  /** In the text format of Prometheus; null where a port of its own tells them. */
  metrics: (() => Promise<string>) | null;
};
