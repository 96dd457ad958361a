import { useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { Frame } from "./frame.tsx";

const patienceMs = 10_000;

/** Puts the focus on the page's heading, where reading begins; says whether there is one yet. */
export const focusHeading = (): boolean => {
  const heading = document.querySelector<HTMLElement>("main h1");
  if (!heading) return false;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  return true;
};

/** Waits for the heading, as long as nobody has put the focus elsewhere meanwhile. */
const focusHeadingSoon = (): (() => void) => {
  const begun = document.activeElement;
  const isFree = () => document.activeElement === begun || document.activeElement === document.body;
  const isDone = () => !isFree() || focusHeading();
  if (isDone()) return () => {};
  const observer = new MutationObserver(() => {
    if (isDone()) observer.disconnect();
  });
  observer.observe(document.body, { childList: true, subtree: true });
  const giveUp = window.setTimeout(() => observer.disconnect(), patienceMs);
  return () => {
    observer.disconnect();
    window.clearTimeout(giveUp);
  };
};

/** Whoever goes to another page goes on from its heading. The first page is the browser's own matter. A page that is there has set its frame. */
export const useHeadingFocus = (frame: Frame): void => {
  const { pathname } = useLocation();
  const focused = useRef(pathname);
  const stop = useRef(() => {});
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a page that has just set its frame is one to go to
  useEffect(() => {
    if (focused.current === pathname) return;
    focused.current = pathname;
    stop.current();
    stop.current = focusHeadingSoon();
  }, [frame]);
};
