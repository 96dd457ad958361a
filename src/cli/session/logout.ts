import { command } from "../command.ts";
import { configFile, readJson, removeFile } from "../files.ts";
import { forgetToken } from "../token.ts";

export const logout = command({
  name: "logout",
  summary: "Forget the secret and the token that are kept on this machine.",
  details: "The API client itself stays: revoke it with stint api-clients revoke, or in the console.",
  options: {},
  examples: [],
  run: async ({ surroundings: s, screen }) => {
    const wasSignedIn = readJson(configFile(s)) !== undefined;
    removeFile(configFile(s));
    forgetToken(s);
    screen.note(wasSignedIn ? "Signed out. Nothing is kept on this machine any more." : "You were not signed in.");
    return undefined;
  },
});
