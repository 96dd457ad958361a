const place = "stint.loaded-anew";
const atMostEveryMs = 30_000;

/**
 * After Stint was updated, the code of a page that was not opened yet is gone under its old name: the console loads itself anew, at
 * the address it was going to. Not twice in a row, where something else is wrong.
 */
export const loadAnewAfterUpdate = (): void =>
  window.addEventListener("vite:preloadError", (event) => {
    const last = Number(sessionStorage.getItem(place) ?? 0);
    if (Date.now() - last < atMostEveryMs) return;
    event.preventDefault();
    sessionStorage.setItem(place, String(Date.now()));
    window.location.reload();
  });
