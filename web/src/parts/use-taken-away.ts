import { useEffect, useRef } from "react";

/** Calls back when the part that uses it goes while its page stays: what it was about is no longer so. */
export const useTakenAway = (callback: () => void): void => {
  const latest = useRef(callback);
  useEffect(() => {
    latest.current = callback;
  });
  useEffect(() => {
    const { pathname } = window.location;
    return () => {
      if (window.location.pathname === pathname) latest.current();
    };
  }, []);
};
