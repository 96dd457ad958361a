import { randomBytes, randomInt } from "node:crypto";
import { jsonMembers, restOperation } from "../../aws/rest-operation.ts";
import type { SimulatorParts } from "../../parts.ts";
import type { WebRoute } from "../../web.ts";
import { keepDeviceAuthorization } from "./device-authorization.ts";
import { authenticatedClient } from "./oidc-client.ts";
import { invalidRequest, oidcThrottled } from "./oidc-error.ts";

const tenMinutesS = 600;
// No vowels and nothing that is easily misread, so that codes can be typed and are never words.
const letters = "BCDFGHJKLMNPQRSTVWXZ";

/** SSO OIDC StartDeviceAuthorization: a code to show to a person, good for ten minutes. */
export const startDeviceAuthorization = (parts: SimulatorParts): WebRoute =>
  restOperation(parts, {
    name: "StartDeviceAuthorization",
    method: "POST",
    path: "/device_authorization",
    read: jsonMembers,
    throttled: oidcThrottled,
    answer(members) {
      const { clientId, clientName } = authenticatedClient(parts, members);
      if (typeof members.startUrl !== "string" || !URL.canParse(members.startUrl))
        throw invalidRequest("startUrl is not a URL.");
      const deviceCode = randomBytes(32).toString("base64url");
      const userCode = `${lettersOf(4)}-${lettersOf(4)}`;
      const expiresAt = new Date(parts.clock.now().getTime() + tenMinutesS * 1000).toISOString();
      keepDeviceAuthorization(parts, { deviceCode, userCode, clientId, clientName, expiresAt });
      const verificationUri = `${parts.url()}/portal/device`;
      return {
        deviceCode,
        userCode,
        verificationUri,
        verificationUriComplete: `${verificationUri}?user_code=${userCode}`,
        expiresIn: tenMinutesS,
        interval: 1,
      };
    },
  });

const lettersOf = (count: number): string =>
  Array.from({ length: count }, () => letters.charAt(randomInt(letters.length))).join("");
