import { meOperation } from "../../contract/me.ts";
import { command } from "../command.ts";
import { localTime } from "../times.ts";

export const whoami = command({
  name: "whoami",
  summary: "As whom you are signed in, where, and what the token may do.",
  options: {},
  examples: ["stint whoami --json | jq -r .userName"],
  run: async ({ client, screen, json }) => {
    const { value: me, text } = await client().call(meOperation);
    if (json) {
      screen.json(text);
      return undefined;
    }
    const personas = Object.entries(me.personas).flatMap(([persona, held]) => (held ? [persona] : []));
    screen.facts([
      ["Person", `${me.displayName} (${me.userName})`],
      ["Stint", client().url],
      ["API client", me.via],
      ["Personas", personas.join(", ")],
      ["Scopes", me.scopes?.join(", ") ?? "all"],
      ["Stint's clock", localTime(me.now)],
    ]);
    return undefined;
  },
});
