type App = { request(path: string, init?: RequestInit): Response | Promise<Response> };

/** A browser with one cookie jar for Stint and one for the provider, whose pages it fills in. Each tab is a walk of its own. */
export const openidBrowser = (facts: { app: App; publicUrl: string; issuer: string }) => {
  const jars = { stint: new Map<string, string>(), provider: new Map<string, string>() };

  const keep = (jar: Map<string, string>, response: Response) => {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      if (/expires=thu, 01 jan 1970|max-age=0/i.test(line)) jar.delete(pair.slice(0, at));
      else jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
  };
  const cookiesOf = (jar: Map<string, string>) => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");

  const stint = async (path: string, headers: Record<string, string> = {}) => {
    const response = await facts.app.request(path, { headers: { cookie: cookiesOf(jars.stint), ...headers } });
    keep(jars.stint, response);
    return response;
  };

  const atProvider = async (address: string, form?: Record<string, string>) => {
    const response = await fetch(address, {
      redirect: "manual",
      headers: { cookie: cookiesOf(jars.provider) },
      ...(form ? { method: "POST", body: new URLSearchParams(form) } : {}),
    });
    keep(jars.provider, response);
    return response;
  };

  /** From the address Stint sends it to, until the provider sends it back: answers that address. Says who it is whenever it is asked. */
  const passProvider = async (from: string, login: string): Promise<string> => {
    let response = await atProvider(from);
    for (let steps = 0; steps < 20; steps += 1) {
      const next = response.headers.get("location");
      if (next) {
        const address = new URL(next, facts.issuer).href;
        if (address.startsWith(facts.publicUrl)) return address.slice(facts.publicUrl.length);
        response = await atProvider(address);
        continue;
      }
      const page = await response.text();
      const action = /action="([^"]+)"/.exec(page)?.[1];
      const prompt = /name="prompt" value="([^"]+)"/.exec(page)?.[1];
      if (!action || !prompt) throw new Error(`the provider answered ${response.status}: ${page.slice(0, 400)}`);
      response = await atProvider(new URL(action, facts.issuer).href, { prompt, login, password: "any" });
    }
    throw new Error("the provider goes round in circles");
  };

  const begin = async (returnTo = "/", more = ""): Promise<string> => {
    const response = await stint(`/auth/oidc/login?returnTo=${encodeURIComponent(returnTo)}${more}`);
    const location = response.headers.get("location");
    if (!location) throw new Error(`no sign-in was begun: ${response.status} ${await response.text()}`);
    return location;
  };

  return {
    jars,
    stint,
    begin,
    passProvider,
    /** The whole way; answers what the callback answered. */
    signIn: async (login: string, returnTo = "/", more = "") =>
      stint(await passProvider(await begin(returnTo, more), login)),
  };
};
