/** Ends the session, forgets what was typed in this tab, and leaves for the page that leads back in. */
export const signOut = async (): Promise<void> => {
  sessionStorage.clear();
  await fetch("/auth/logout", { method: "POST" }).catch(() => undefined);
  window.location.assign("/");
};
