import { useRouter } from "@tanstack/react-router";
import type { MouseEvent } from "react";
import { spokenDuration } from "../../../parts/duration.ts";
import type { Bar } from "./bar.ts";
import { BarShape } from "./bar-shape.tsx";
import { spokenInstant, stateWords } from "./bar-words.ts";
import { type Scale, size } from "./scale.ts";

const leastPx = 5;
const letterPx = 6.6;
const minuteMs = 60_000;

const minutes = (ms: number) => spokenDuration(Math.max(0, Math.round(ms / minuteMs)));

const onBar = ({ look, fromMs, untilMs }: Bar, nowMs: number): string => {
  switch (look) {
    case "active":
      return `${minutes(untilMs - nowMs)} left`;
    case "cut-short":
      return `${minutes(untilMs - fromMs)}, ended early`;
    case "ended":
      return minutes(untilMs - fromMs);
    default:
      return look;
  }
};

/** All that the bar says, for those who do not see it, with the words that are written on it. */
const spoken = ({ grant, fromMs, untilMs }: Bar, written: string) =>
  `${grant.person.displayName}: ${grant.permissionSet.name} in ${grant.account.name}, ${stateWords(grant)}, from ${spokenInstant(fromMs)} to ${spokenInstant(untilMs)}; ${written}`;

const isPlain = ({ button, ctrlKey, metaKey, shiftKey, altKey }: MouseEvent) =>
  button === 0 && !ctrlKey && !metaKey && !shiftKey && !altKey;

/** One grant as a bar that leads to its page. */
export const BarLink = (facts: {
  bar: Bar;
  y: number;
  scale: Scale;
  nowMs: number;
  isStop: boolean;
  remember: (element: HTMLAnchorElement | null) => void;
  show: (element: HTMLAnchorElement | null) => void;
}) => {
  const { bar, y, scale, show } = facts;
  const router = useRouter();
  const href = `/access/${bar.grant.id}`;
  // What reaches over an edge is cut by it: its corner is drawn outside.
  const left = Math.max(scale.x(bar.fromMs), -8);
  const right = Math.min(scale.x(bar.untilMs), scale.width + 8);
  const width = Math.max(right - left, leastPx);
  const visible = Math.max(left, 0);
  const text = onBar(bar, facts.nowMs);
  const fits = text.length * letterPx + 16 < Math.min(left + width, scale.width) - visible;
  const middle = y + size.bar / 2;
  const end = left + width;
  return (
    <a
      ref={facts.remember}
      href={href}
      className={bar.look}
      aria-label={spoken(bar, text)}
      tabIndex={facts.isStop ? 0 : -1}
      onClick={(event) => {
        if (!isPlain(event)) return;
        event.preventDefault();
        router.history.push(href);
      }}
      onFocus={(event) => show(event.currentTarget)}
      onBlur={() => show(null)}
      onMouseEnter={(event) => show(event.currentTarget)}
      onMouseLeave={() => show(null)}
    >
      {bar.plannedMs && bar.plannedMs > bar.untilMs ? (
        <rect
          className="planned"
          x={end}
          y={y + 3}
          width={Math.max(0, scale.x(bar.plannedMs) - end)}
          height={size.bar - 6}
          rx={3}
        />
      ) : null}
      {bar.credentialsMs ? (
        <path className="tail" fill="none" d={`M${end} ${middle}H${scale.x(bar.credentialsMs)}m0 -4v8`} />
      ) : null}
      <BarShape look={bar.look} x={left} y={y} width={width} />
      {fits ? (
        <text className="on-bar" x={visible + 8} y={middle} dominantBaseline="central">
          {text}
        </text>
      ) : null}
    </a>
  );
};
