import type { AnyRouter } from "@tanstack/react-router";
import { newKey } from "../parts/new-key.ts";
import { focusHeading } from "./use-heading-focus.ts";

declare module "@tanstack/react-router" {
  interface HistoryState {
    /** Another each time a link is followed; the same after a reload, and when one comes back. */
    followed?: string;
  }
}

const isOurPage = ({ origin, pathname }: HTMLAnchorElement) =>
  origin === window.location.origin && !/^\/(api|auth|assets)\//.test(pathname);

/** Links of ours are plain links that can be copied and opened in a tab; a plain click on one loads nothing anew. */
export const followLinks = (router: AnyRouter): (() => void) => {
  const follow = (event: MouseEvent) => {
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.ctrlKey ||
      event.metaKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    const anchor = event.target instanceof Element ? event.target.closest("a") : null;
    if (!anchor?.href || (anchor.target && anchor.target !== "_self") || !isOurPage(anchor)) return;
    event.preventDefault();
    // The address stays: there is nothing in it to come back to.
    if (anchor.hash === "#page") return void focusHeading();
    router.history.push(anchor.pathname + anchor.search + anchor.hash, { followed: newKey() });
  };
  document.addEventListener("click", follow);
  return () => document.removeEventListener("click", follow);
};
