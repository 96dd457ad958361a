const longest = 2_000;
const home = "/";

/** Any base would do: what matters is whether the path stays on it. */
const base = "http://stint.invalid";

const isControl = (character: string) => {
  const code = character.charCodeAt(0);
  return code < 0x20 || (code >= 0x7f && code <= 0x9f);
};

/**
 * Where to go after sign-in: a path of ours, or home. Never another site, however it is spelled (OWASP unvalidated redirects):
 * browsers read `\` as `/`, drop tabs and line breaks, and take `//host` for another host.
 */
export const returnPath = (asked: string | null | undefined): string => {
  if (!asked || asked.length > longest) return home;
  if (!asked.startsWith("/") || asked.startsWith("//") || asked.includes("\\")) return home;
  if ([...asked].some(isControl) || !URL.canParse(asked, base)) return home;
  const url = new URL(asked, base);
  // `/./%2e//evil` and the like: what is left after the browser's own clean-up must still be one path.
  if (url.origin !== base || url.pathname.startsWith("//")) return home;
  // Back to where sign-in starts or ends would go round in circles.
  if (url.pathname === "/auth" || url.pathname.startsWith("/auth/")) return home;
  return url.pathname + url.search + url.hash;
};
