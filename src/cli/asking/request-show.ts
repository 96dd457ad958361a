import { requestOperations } from "../../contract/request-operations.ts";
import { command } from "../command.ts";
import { followRequest } from "./follow-request.ts";
import { showRequest } from "./show-request.ts";

export const requestShow = command({
  name: "request show",
  summary: "One request: what it waits for, who decided, what access came of it.",
  takes: "<request id>",
  options: { wait: { type: "boolean", short: "w", words: "watch it until access is there or will not come" } },
  examples: ["stint request show 01994f5e-… --wait"],
  run: async ({ given: [id = ""], values, client, screen, json, surroundings }) => {
    const watched = values.wait ? await followRequest({ client: client(), screen, surroundings }, id) : undefined;
    const answered = watched?.answered ?? (await client().call(requestOperations.get, { params: { id } }));
    if (json) screen.json(answered.text);
    else showRequest(screen, answered.value);
    return watched?.outcome;
  },
});
