import { type RefObject, useEffect, useRef } from "react";

/** Where a picture is wider than its place it begins at what is newest; what somebody scrolled to afterwards stays. */
export const useStartAt = (ref: RefObject<HTMLElement | null>, x: number | undefined): void => {
  const isPlaced = useRef(false);
  useEffect(() => {
    const box = ref.current;
    if (isPlaced.current || x === undefined || !box || box.scrollWidth <= box.clientWidth) return;
    isPlaced.current = true;
    box.scrollLeft = Math.max(0, x - box.clientWidth / 3);
  }, [ref, x]);
};
