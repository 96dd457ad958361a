import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import type { AppContext } from "./app-context.ts";
import type { AppEnv } from "./app-env.ts";
import { authenticate } from "./authenticate.ts";
import { EdgeRefusal } from "./edge-refusal.ts";
import { loginAddress, loginPath } from "./ways-in.ts";

const isUnauthenticated = (problem: unknown) => problem instanceof EdgeRefusal && problem.kind === "unauthenticated";

/** Whether somebody is signed in; `c.var` holds who, if so. */
export const triesToAuthenticate = (context: AppContext) => {
  const authenticates = authenticate(context);
  return async (c: Context<AppEnv>): Promise<boolean> => {
    try {
      await authenticates(c, async () => undefined);
      return true;
    } catch (problem) {
      if (isUnauthenticated(problem)) return false;
      throw problem;
    }
  };
};

/** For pages: who is not signed in is sent to sign in and comes back to this very page. */
export const signInFirst = (context: AppContext) => {
  const isSignedIn = triesToAuthenticate(context);
  return createMiddleware<AppEnv>(async (c, next) => {
    if (await isSignedIn(c)) return next();
    const { pathname, search } = new URL(c.req.url);
    c.header("cache-control", "no-store");
    return c.redirect(loginAddress(loginPath, { returnTo: pathname + search, again: false }), 303);
  });
};
