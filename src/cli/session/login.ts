import { meOperation } from "../../contract/me.ts";
import { createClient } from "../client.ts";
import { command } from "../command.ts";
import { parseUrl } from "../credentials.ts";
import { configFile, writeSecretJson } from "../files.ts";
import { usageProblem } from "../problem.ts";
import { forgetToken } from "../token.ts";

export const login = command({
  name: "login",
  summary: "Sign in with an API client's id and secret, and stay signed in on this machine.",
  details:
    "The secret is asked for without being shown, or read from stdin when that is no terminal; it is never an argument. It is tried first, and then kept with the address in $XDG_CONFIG_HOME/stint/config.json (usually ~/.config), readable by you alone. Programs set STINT_URL, STINT_CLIENT_ID and STINT_CLIENT_SECRET instead, and nothing is kept.",
  options: {
    url: { type: "string", value: "<https://…>", words: "where Stint is" },
    "client-id": { type: "string", value: "<id>", words: "the API client's id; asked for when left out" },
  },
  examples: [
    "stint login --url https://stint.example.com",
    "pass show stint/secret | stint login --url https://stint.example.com --client-id 0198…",
  ],
  run: async ({ values, surroundings: s, screen, json }) => {
    if (!values.url) throw usageProblem("Say where Stint is: stint login --url https://stint.example.com");
    const url = parseUrl(values.url, "--url");
    if (!values["client-id"] && !s.canAsk)
      throw usageProblem("Name the API client: --client-id <id>. Its secret is read from stdin.");
    const clientId = (values["client-id"] ?? (await s.ask("API client's id: "))).trim();
    const typed = s.canAsk ? await s.askSecret("Its secret (not shown): ") : await s.readInput();
    const clientSecret = typed.trim();
    if (clientId === "" || clientSecret === "")
      throw usageProblem("Both the API client's id and its secret are needed.");
    const credentials = { url, clientId, clientSecret };
    const client = createClient(s, { ...credentials, from: "environment" });
    const { value: me, text } = await client.call(meOperation);
    writeSecretJson(configFile(s), credentials);
    forgetToken(s);
    if (json) screen.json(text);
    else screen.line(`Signed in at ${url} as ${me.displayName} (${me.userName}).`);
    return undefined;
  },
});
