import { emergencyStopOperations as operations } from "../../contract/emergency-stop-operations.ts";
import { command } from "../command.ts";
import { showStop } from "./stop-words.ts";

export const stopShow = command({
  name: "emergency-stop show",
  summary: "One emergency stop and how far it is. For admins and auditors.",
  takes: "<stop id>",
  options: {},
  examples: ["stint emergency-stop show 0199…"],
  run: async ({ given: [id = ""], client, screen, json }) => {
    const { value, text } = await client().call(operations.get, { params: { id } });
    if (json) screen.json(text);
    else showStop(screen, value);
    return undefined;
  },
});
