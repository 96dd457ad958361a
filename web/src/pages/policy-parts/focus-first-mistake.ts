/** Puts the keyboard where the first thing is to be mended, once it is shown. */
export const focusFirstMistake = (): void => {
  window.setTimeout(() => document.querySelector<HTMLElement>("main [aria-invalid=true]")?.focus(), 50);
};
