/** Answers whether the session has ended. If so, what was typed in this tab is forgotten and the page left for the one that leads back in; if not, all is as before. */
export const signOut = async (): Promise<boolean> => {
  const hasEnded = await fetch("/auth/logout", { method: "POST" }).then(
    ({ ok }) => ok,
    () => false,
  );
  if (!hasEnded) return false;
  sessionStorage.clear();
  window.location.assign("/");
  return true;
};
