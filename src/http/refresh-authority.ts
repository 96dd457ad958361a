import { createMiddleware } from "hono/factory";
import { refreshPerson } from "../commands/refresh-person.ts";
import { isPresent } from "../core/directory.ts";
import { Refusal } from "../core/refusal.ts";
import type { AppContext } from "./app-context.ts";
import type { AppEnv } from "./app-env.ts";
import { EdgeRefusal } from "./edge-refusal.ts";
import { findPersonas } from "./find-personas.ts";

/** `go-on` is for ending access, which nothing may block: then the mirror speaks, however old. */
export type WhenUnreadable = "refuse" | "go-on";

/**
 * Behind `authenticate`, in front of what asks, decides or ends: the caller's groups are read from Identity Store this very moment, so
 * that who left a group a minute ago cannot decide, and who joined can. With `acceptAgeMs`, what was read that little ago will do.
 */
export const refreshAuthority = (context: AppContext, whenUnreadable: WhenUnreadable, acceptAgeMs = 0) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const { personId } = c.var.caller;
    const person = await refreshPerson(context, { lookup: context.lookup, personId, acceptAgeMs }).catch((problem) => {
      const isUnreadable = problem instanceof Refusal && problem.kind === "unavailable";
      if (isUnreadable && whenUnreadable === "go-on") return c.var.person;
      throw problem;
    });
    if (!person || !isPresent(person)) {
      const message = "You are disabled in Identity Center, or no longer there.";
      throw new EdgeRefusal("unauthenticated", { code: "session.ended", message }, { "www-authenticate": "Bearer" });
    }
    c.set("person", person);
    c.set("personas", await findPersonas(context.db, person));
    await next();
  });
