import { Hono } from "hono";
import { readSettings } from "../store/settings.ts";
import type { AppContext } from "./app-context.ts";
import type { AppEnv } from "./app-env.ts";
import { homePage } from "./home-page.ts";
import { triesToAuthenticate } from "./sign-in-first.ts";
import { styleSheet } from "./style-sheet.ts";

/** The few plain pages there are without the console. */
export const pagesRoutes = (context: AppContext): Hono<AppEnv> => {
  const isSignedIn = triesToAuthenticate(context);
  return new Hono<AppEnv>()
    .get("/assets/stint.css", (c) =>
      c.body(styleSheet, 200, { "content-type": "text/css; charset=utf-8", "cache-control": "public, max-age=300" }),
    )
    .get("/", async (c) => {
      const who = (await isSignedIn(c))
        ? { displayName: c.var.person.displayName, personas: c.var.personas }
        : undefined;
      const { portalUrl } = await readSettings(context.db);
      c.header("cache-control", "no-store");
      return c.html(homePage({ who, portalUrl, version: context.version }));
    });
};
