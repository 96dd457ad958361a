const views = ["mine", "to-decide", "decided", "all"] as const;
export type View = (typeof views)[number];

export type RequestsQuery = { view: View; state?: string; account?: string; cursor?: string };

/** What the address asks for; whatever it holds besides is not sent to the server. */
export const readQuery = (search: Record<string, unknown>): RequestsQuery => {
  const text = (name: string) => (typeof search[name] === "string" && search[name] ? { [name]: search[name] } : {});
  const view = views.find((known) => known === search.view) ?? "mine";
  return { view, ...text("state"), ...text("account"), ...text("cursor") };
};
