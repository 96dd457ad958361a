import { type KeyboardEvent, useRef, useState } from "react";

/** Where each bar stands: the line, and the place in it. */
export type Place = { row: number; at: number };

const step = (from: Place, key: string, lengths: readonly number[]): Place | undefined => {
  const rowBy = (by: number) => {
    const row = from.row + by;
    const length = lengths[row];
    return length === undefined ? undefined : { row, at: Math.min(from.at, length - 1) };
  };
  switch (key) {
    case "ArrowLeft":
      return from.at > 0 ? { row: from.row, at: from.at - 1 } : undefined;
    case "ArrowRight":
      return from.at + 1 < (lengths[from.row] ?? 0) ? { row: from.row, at: from.at + 1 } : undefined;
    case "ArrowUp":
      return rowBy(-1);
    case "ArrowDown":
      return rowBy(1);
    case "Home":
      return { row: 0, at: 0 };
    case "End":
      return { row: lengths.length - 1, at: (lengths.at(-1) ?? 1) - 1 };
  }
};

/** One stop for the tab key, whatever there is to see; arrows walk from bar to bar. */
export const useWalking = (lengths: readonly number[]) => {
  const [place, setPlace] = useState<Place>({ row: 0, at: 0 });
  const elements = useRef(new Map<string, HTMLAnchorElement>());
  const row = Math.min(place.row, Math.max(0, lengths.length - 1));
  const here = { row, at: Math.min(place.at, Math.max(0, (lengths[row] ?? 1) - 1)) };
  return {
    isStop: (one: Place) => one.row === here.row && one.at === here.at,
    remember: (one: Place) => (element: HTMLAnchorElement | null) => {
      const key = `${one.row} ${one.at}`;
      if (element) elements.current.set(key, element);
      else elements.current.delete(key);
    },
    stand: setPlace,
    onKeyDown: (event: KeyboardEvent) => {
      const next = step(here, event.key, lengths);
      if (!next) return;
      event.preventDefault();
      setPlace(next);
      elements.current.get(`${next.row} ${next.at}`)?.focus();
    },
  };
};

export type Walking = ReturnType<typeof useWalking>;
