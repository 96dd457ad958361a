export type ClientCredentials = { clientId: string; clientSecret: string };

const formDecoded = (text: string): string => decodeURIComponent(text.replaceAll("+", " "));

/** RFC 6749 §2.3.1: both parts are form-encoded before they are joined. */
const fromBasic = (header: string): ClientCredentials | undefined => {
  const encoded = /^Basic +([\w+/-]+=*)$/i.exec(header)?.[1];
  const [clientId, ...secret] = Buffer.from(encoded ?? "", "base64")
    .toString("utf8")
    .split(":");
  if (!clientId || secret.length === 0) return undefined;
  try {
    return { clientId: formDecoded(clientId), clientSecret: formDecoded(secret.join(":")) };
  } catch {
    return undefined;
  }
};

const fromForm = (form: URLSearchParams): ClientCredentials | undefined => {
  const clientId = form.get("client_id");
  const clientSecret = form.get("client_secret");
  return clientId && clientSecret ? { clientId, clientSecret } : undefined;
};

/** Who the client says it is, by HTTP Basic or in the body, never both (RFC 6749 §2.3). */
export const readClientCredentials = (
  authorization: string | undefined,
  form: URLSearchParams,
): ClientCredentials | "invalid_request" | "invalid_client" => {
  if (authorization !== undefined && form.has("client_secret")) return "invalid_request";
  const credentials = authorization === undefined ? fromForm(form) : fromBasic(authorization);
  // The database takes no NUL, and no id of ours holds a control character.
  if (!credentials || /\p{Cc}/u.test(credentials.clientId)) return "invalid_client";
  return credentials;
};
