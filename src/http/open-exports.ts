import { Refusal } from "../core/refusal.ts";
import { EdgeRefusal } from "./edge-refusal.ts";

const tooMany = (most: number) => {
  const message = `${most} of your downloads are under way already. Try again when one of them has ended.`;
  return new EdgeRefusal("too-many", { code: "exports.too-many", message }, { "retry-after": "10" });
};

const busy = () =>
  new Refusal("unavailable", [
    { code: "exports.busy", message: "Many downloads are under way at the moment. Try again in a minute." },
  ]);

/** So many exports at once for each key, and for all together, counted in this process; each gives its place back once. */
export const openExports = (most: { ofOne: number; atOnce: number }) => {
  const open = new Map<string, number>();
  let all = 0;
  const add = (key: string, change: 1 | -1) => {
    all += change;
    const count = (open.get(key) ?? 0) + change;
    if (count > 0) open.set(key, count);
    else open.delete(key);
  };
  /** Takes a place, or refuses; what is answered gives it back. */
  return (key: string): (() => void) => {
    if ((open.get(key) ?? 0) >= most.ofOne) throw tooMany(most.ofOne);
    if (all >= most.atOnce) throw busy();
    add(key, 1);
    let isHeld = true;
    return () => {
      if (isHeld) add(key, -1);
      isHeld = false;
    };
  };
};
