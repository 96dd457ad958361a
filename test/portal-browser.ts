import type { AuthWorld } from "./auth-world.ts";

/** The body as it is; what a test expects of it stands in the test. */
export const jsonOf = async (answer: Response) => JSON.parse(await answer.text());

export const codeOf = async (answer: Response): Promise<string> => (await jsonOf(answer)).error.code;

const unescaped = (text: string) =>
  text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");

const formOf = (page: string): Record<string, string> => {
  const value = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1];
  const relayState = value("RelayState");
  return {
    SAMLResponse: value("SAMLResponse") ?? "",
    ...(relayState === undefined ? {} : { RelayState: unescaped(relayState) }),
  };
};

/** What somebody's browser does at the access portal, and with the form it gets there. */
export const portalBrowser = ({ app, simulator }: Pick<AuthWorld, "app" | "simulator">) => {
  const openPortal = async (userName: string, path: string) => {
    const body = new URLSearchParams({ userName });
    const entered = await fetch(`${simulator.url}/portal/sign-in`, { method: "POST", body, redirect: "manual" });
    const cookie = entered.headers.get("set-cookie")?.split(";")[0] ?? "";
    return fetch(simulator.url + path, { headers: { cookie }, redirect: "manual" });
  };
  const postForm = (form: Record<string, string>, headers: Record<string, string> = {}) =>
    app.request("/auth/saml/acs", {
      method: "POST",
      body: new URLSearchParams(form),
      headers: { origin: simulator.url, ...headers },
    });
  return {
    openPortal,
    postForm,
    /** From the tile: the form the portal makes for Stint. */
    formFromTile: async (userName: string, path?: string) =>
      formOf(
        await (
          await openPortal(userName, `/portal/apps/stint${path ? `?RelayState=${encodeURIComponent(path)}` : ""}`)
        ).text(),
      ),
    /** From a link to Stint: the form the portal answers the request with. */
    formFromLogin: async (userName: string, returnTo: string) => {
      const login = await app.request(`/auth/saml/login?returnTo=${encodeURIComponent(returnTo)}`);
      const asked = new URL(login.headers.get("location") ?? "");
      return formOf(await (await openPortal(userName, asked.pathname + asked.search)).text());
    },
    /** Signs in from the tile; answers the session cookie as a browser sends it back. */
    async signIn(userName: string): Promise<string> {
      const answer = await postForm(await this.formFromTile(userName));
      const cookie = answer.headers.get("set-cookie")?.split(";")[0];
      if (!cookie) throw new Error(`${userName} was not signed in: ${await answer.text()}`);
      return cookie;
    },
  };
};
