import { z } from "zod";

const thisMachine = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** Whoever reads along on the way could sign in as anybody. */
export const trustworthyUrl = z.url({ protocol: /^https?$/ }).refine((text) => {
  const { protocol, hostname } = new URL(text);
  return protocol === "https:" || thisMachine.has(hostname);
}, "must begin with https://");
