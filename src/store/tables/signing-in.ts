export type SessionTable = {
  tokenHash: string;
  personId: string;
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
  /** How they signed in, with the provider's own session reference where there is one. */
  via: string;
  /** When they last proved who they are to the provider; null when it did not say. */
  authenticatedAt: Date | null;
  browserHash: string | null;
};

/** Sign-ins under way and assertions already used: each may be used once. */
export type SignInTable = {
  id: string;
  /** `request` is one of SAML. */
  kind: "request" | "oidc-request" | "assertion";
  value: string;
  createdAt: Date;
  expiresAt: Date;
  /** SHA-256 of what the browser that began it holds in a cookie; null for assertions. */
  browserHash: string | null;
  /** How long ago the person may have signed in at the provider; null when any time will do. */
  maxAgeSeconds: number | null;
};

export type ApiClientTable = {
  id: string;
  name: string;
  /** The person as whom it acts; its authority is theirs, cut to the scopes. */
  personId: string;
  secretHash: string;
  scopes: string[];
  createdAt: Date;
  revokedAt: Date | null;
};
