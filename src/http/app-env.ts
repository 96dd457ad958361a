import type { HttpBindings } from "@hono/node-server";
import type { Caller } from "../commands/context.ts";
import type { PersonInGroups } from "../core/directory.ts";
import type { HeldScopes } from "../core/scopes.ts";
import type { Personas } from "./find-personas.ts";

/** What middleware leaves on `c.var`. All but `requestId` are there behind `authenticate` only. */
export type AppEnv = {
  /** Absent when the app is called without a socket. */
  Bindings: Partial<HttpBindings>;
  Variables: {
    requestId: string;
    caller: Caller;
    person: PersonInGroups;
    personas: Personas;
    scopes: HeldScopes;
  };
};
