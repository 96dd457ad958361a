import { useSyncExternalStore } from "react";
import { signInAgain } from "./sign-in-again.ts";

let wasThere = false;
let isOver = false;
const watching = new Set<() => void>();
const otherTabs = new BroadcastChannel("stint.session");

const set = (value: boolean) => {
  if (isOver === value) return;
  isOver = value;
  for (const tell of watching) tell();
};

/** The server knows who this is: told to the other tabs too, which may be waiting for it. */
export const sessionIsThere = (): void => {
  wasThere = true;
  if (!isOver) otherTabs.postMessage("there");
  set(false);
};

/** Before anything was shown, sign-in comes first. Later what is being typed must not be lost: the page stays, and says so. */
export const sessionIsOver = (): void => {
  if (wasThere) set(true);
  else signInAgain();
};

const watch = (tell: () => void) => {
  watching.add(tell);
  return () => watching.delete(tell);
};

export const useSessionIsOver = (): boolean => useSyncExternalStore(watch, () => isOver);

/** Calls back when the session may be there again: another tab has one, or this one is looked at again. */
export const whenSessionMayBeThere = (look: () => void): (() => void) => {
  otherTabs.addEventListener("message", look);
  window.addEventListener("focus", look);
  return () => {
    otherTabs.removeEventListener("message", look);
    window.removeEventListener("focus", look);
  };
};
