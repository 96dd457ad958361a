import { applyDensity, applyMode, Density, Mode } from "@cloudscape-design/global-styles";
import { useEffect, useState } from "react";
import { tellTimesInUtc } from "../parts/times-in-utc.ts";

export type Theme = "system" | "light" | "dark";
export type Spacing = "comfortable" | "compact";
export type Times = "zone" | "utc";
export type Looks = { theme: Theme; spacing: Spacing; times: Times };

const place = "stint.looks";
const usual: Looks = { theme: "system", spacing: "comfortable", times: "zone" };
const systemIsDark = window.matchMedia("(prefers-color-scheme: dark)");

const readLooks = (): Looks => {
  try {
    return { ...usual, ...JSON.parse(localStorage.getItem(place) ?? "{}") };
  } catch {
    return usual;
  }
};

const apply = ({ theme, spacing, times }: Looks) => {
  const dark = theme === "dark" || (theme === "system" && systemIsDark.matches);
  applyMode(dark ? Mode.Dark : Mode.Light);
  applyDensity(spacing === "compact" ? Density.Compact : Density.Comfortable);
  tellTimesInUtc(times === "utc");
};

/** Before the first picture, so that nothing flashes. */
export const applyRememberedLooks = () => apply(readLooks());

/** Theme, density and the zone of times, remembered in this browser; `system` follows it as it changes. */
export const useLooks = () => {
  const [looks, setLooks] = useState(readLooks);
  useEffect(() => {
    apply(looks);
    localStorage.setItem(place, JSON.stringify(looks));
    const follow = () => apply(looks);
    systemIsDark.addEventListener("change", follow);
    return () => systemIsDark.removeEventListener("change", follow);
  }, [looks]);
  return { looks, change: (part: Partial<Looks>) => setLooks((now) => ({ ...now, ...part })) };
};
