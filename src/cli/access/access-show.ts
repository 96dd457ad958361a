import { grantOperations } from "../../contract/grant-operations.ts";
import { command } from "../command.ts";
import { showGrant } from "./show-grant.ts";

export const accessShow = command({
  name: "access show",
  summary: "One access: its state as AWS confirmed it, its times, why it ended.",
  takes: "<access id>",
  options: {},
  examples: ["stint access show 01994f60-…"],
  run: async ({ given: [id = ""], client, screen, json }) => {
    const { value, text } = await client().call(grantOperations.get, { params: { id } });
    if (json) screen.json(text);
    else showGrant(screen, value);
    return undefined;
  },
});
