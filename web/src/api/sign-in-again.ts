/** Where to prove anew who one is, and to come back to this very address. */
export const freshSignIn = (): string => {
  const { pathname, search } = window.location;
  return `/auth/login?again=1&returnTo=${encodeURIComponent(pathname + search)}`;
};

/** Leaves for sign-in, which returns to this very address. What was typed waits in the session storage of the tab. */
export const signInAgain = (): void => {
  const { pathname, search, hash } = window.location;
  window.location.assign(`/auth/login?returnTo=${encodeURIComponent(pathname + search + hash)}`);
};
