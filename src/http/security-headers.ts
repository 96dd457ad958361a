import { secureHeaders } from "hono/secure-headers";
import type { AppContext } from "./app-context.ts";

const self = "'self'";
const none = "'none'";

/** On every answer: nothing runs, loads, frames or submits but what we serve ourselves. No `unsafe-*` anywhere. */
export const securityHeaders = ({ publicUrl }: AppContext) =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: [none],
      scriptSrc: [self],
      styleSrc: [self],
      imgSrc: [self, "data:"],
      connectSrc: [self],
      fontSrc: [self],
      // Signing in leaves by a redirect of a GET, so no form has to reach the identity provider.
      formAction: [self],
      frameAncestors: [none],
      baseUri: [none],
    },
    strictTransportSecurity: publicUrl.startsWith("https:") ? "max-age=31536000; includeSubDomains" : false,
    xFrameOptions: "DENY",
    referrerPolicy: "same-origin",
    crossOriginOpenerPolicy: "same-origin",
    crossOriginResourcePolicy: "same-origin",
    permissionsPolicy: { camera: [], geolocation: [], microphone: [] },
  });
