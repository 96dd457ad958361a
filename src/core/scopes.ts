import { Refusal } from "./refusal.ts";

/** What an API client may be allowed to do at most; what it really may do is this, cut to the live authority of its person. */
export const scopes = [
  "requests:read",
  "requests:write",
  "decisions:write",
  "grants:read",
  "grants:end",
  "activity:read",
  "policies:read",
  "policies:write",
  "settings:read",
  "settings:write",
  "directory:read",
  "directory:sync",
  "audit:read",
  "system:read",
] as const;

export type ScopeName = (typeof scopes)[number];

export const isScope = (name: string): name is ScopeName => (scopes as readonly string[]).includes(name);

/** `all` is a person at a browser: no scope narrows them. */
export type HeldScopes = "all" | ReadonlySet<ScopeName>;

export const holdsScope = (held: HeldScopes, scope: ScopeName): boolean => held === "all" || held.has(scope);

/** Refuses a call whose token was not issued for this. */
export const assertScope = (held: HeldScopes, scope: ScopeName): void => {
  if (holdsScope(held, scope)) return;
  throw new Refusal("forbidden", [
    {
      code: "scope.missing",
      message: `This token does not carry the scope “${scope}”. Ask for a token with it, or for an API client that may have it.`,
    },
  ]);
};
