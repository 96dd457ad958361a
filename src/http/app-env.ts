import type { HttpBindings } from "@hono/node-server";
import type { Caller } from "../commands/context.ts";
import type { PersonInGroups } from "../core/directory.ts";
import type { HeldScopes } from "../core/scopes.ts";
import type { Settings } from "../core/settings.ts";
import type { Personas } from "./find-personas.ts";
import type { Login } from "./ways-in.ts";

/** What middleware leaves on `c.var`. All but `requestId` are there behind `authenticate` only. */
export type AppEnv = {
  /** Absent when the app is called without a socket. */
  Bindings: Partial<HttpBindings>;
  Variables: {
    requestId: string;
    /** How the sign-in under way was begun, where that is known. */
    login?: Login;
    caller: Caller;
    person: PersonInGroups;
    personas: Personas;
    scopes: HeldScopes;
    /** As they were when the call came in: to be shown, not to be judged by. */
    settings: Settings;
  };
};
