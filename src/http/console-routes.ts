import { join } from "node:path";
import { type Context, Hono } from "hono";
import { readSettings } from "../store/settings.ts";
import type { AppContext } from "./app-context.ts";
import type { AppEnv } from "./app-env.ts";
import { consoleFiles } from "./console-files.ts";
import { homePage } from "./home-page.ts";
import { notBuiltPage } from "./not-built-page.ts";
import { signInFirst, triesToAuthenticate } from "./sign-in-first.ts";
import { styleSheet } from "./style-sheet.ts";

const built = join(import.meta.dirname, "../../web/dist");
const yearSeconds = 365 * 24 * 3_600;
const briefly = "public, max-age=300";

/** The console's pages besides the home page: each is the same document, which looks at its address itself. */
const pages = [
  "/ask",
  "/requests",
  "/requests/:id",
  "/access",
  "/access/:id",
  "/audit/:list",
  "/audit/:list/:id",
  "/admin/:page",
  "/admin/:page/:id",
];

/**
 * Serves the console. A page asks to sign in first and comes back to its address; `/` alone answers a plain page to who is not signed
 * in, so that signing out ends somewhere. Assets carry their content in their names.
 */
export const consoleRoutes = (context: AppContext, folder = built): Hono<AppEnv> => {
  const files = consoleFiles(folder);
  const isSignedIn = triesToAuthenticate(context);
  const showConsole = async (c: Context<AppEnv>) => {
    c.header("cache-control", "no-store");
    return files.isBuilt ? c.html(await files.readPage()) : c.html(notBuiltPage(c.var.person.displayName), 503);
  };
  const routes = new Hono<AppEnv>();
  for (const page of pages) routes.get(page, signInFirst(context), showConsole);
  return routes
    .get("/", async (c) => {
      if (await isSignedIn(c)) return showConsole(c);
      c.header("cache-control", "no-store");
      const { portalUrl } = await readSettings(context.db);
      return c.html(homePage({ portalUrl, version: context.version }));
    })
    .get("/assets/stint.css", (c) =>
      c.body(styleSheet, 200, { "content-type": "text/css; charset=utf-8", "cache-control": briefly }),
    )
    .get("/assets/:name", async (c) => {
      const name = c.req.param("name");
      const asset = await files.findAsset(name, c.req.header("accept-encoding") ?? "");
      if (!asset) return c.notFound();
      const isNamedByContent = /-[\w-]{8}\.\w+$/.test(name);
      return c.body(asset.body, 200, {
        "content-type": asset.type,
        "cache-control": isNamedByContent ? `public, max-age=${yearSeconds}, immutable` : briefly,
        vary: "accept-encoding",
        ...(asset.encoding ? { "content-encoding": asset.encoding } : {}),
      });
    });
};
