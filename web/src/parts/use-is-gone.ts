import { type RefObject, useEffect, useRef } from "react";

/** Whether the part that uses it has left the page, for what answers only afterwards. */
export const useIsGone = (): RefObject<boolean> => {
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);
  return isGone;
};
