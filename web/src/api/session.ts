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

/** The server knows who this is: told to the other tabs too, which may be waiting for it, or take somebody else to be signed in. */
export const sessionIsThere = (personId: string): void => {
  wasThere = true;
  if (!isOver) otherTabs.postMessage(personId);
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

/** Calls back with who another tab found to be signed in. */
export const whenAnotherTabKnows = (tell: (personId: unknown) => void): (() => void) => {
  const hear = ({ data }: MessageEvent) => tell(data);
  otherTabs.addEventListener("message", hear);
  return () => otherTabs.removeEventListener("message", hear);
};
