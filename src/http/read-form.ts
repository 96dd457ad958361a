import type { Context } from "hono";
import { EdgeRefusal } from "./edge-refusal.ts";

const formType = "application/x-www-form-urlencoded";

/** The fields of a posted form, each at most once, as OAuth (RFC 6749 §3.2) and SAML (Bindings §3.5.4) want them. */
export const readForm = async (c: Context): Promise<URLSearchParams> => {
  const type = (c.req.header("content-type") ?? "").split(";")[0]?.trim().toLowerCase();
  if (type !== formType) {
    throw new EdgeRefusal("wrong-media-type", { code: "body.wrong-type", message: `Send a form: ${formType}.` });
  }
  const form = new URLSearchParams(await c.req.text());
  const names = [...form.keys()];
  if (new Set(names).size === names.length) return form;
  throw new EdgeRefusal("malformed", {
    code: "body.malformed",
    message: "A field of the form is there more than once.",
  });
};
