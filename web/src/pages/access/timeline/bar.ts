import type { Grant } from "../../../api/shapes.ts";

/** What a bar is drawn as: the state, and of what has ended whether its time was up. */
export type Look = "scheduled" | "activating" | "active" | "ending" | "ended" | "cut-short" | "failed";

/** A grant in milliseconds of time. */
export type Bar = {
  grant: Grant;
  look: Look;
  fromMs: number;
  /** Until when it was held, is planned to be, or by when it has lasted although it should be over. */
  untilMs: number;
  /** Of what was cut short: until when it should have lasted. */
  plannedMs: number | undefined;
  /** Until when issued credentials may work after the end. */
  credentialsMs: number | undefined;
};

const lookOf = ({ state, endReason }: Grant): Look =>
  state === "ended" && endReason !== "elapsed" ? "cut-short" : state;

const ms = (instant: string) => Date.parse(instant);

/**
 * Until when issued credentials may work: until they were cut. A cut that was lifted before they expired, because cutting was switched
 * off, spared them; one that was never made too.
 */
const credentialsWorkUntil = ({ endedAt, credentialsExpireAt, credentialsCut: cut }: Grant): number | undefined => {
  if (endedAt === null || !credentialsExpireAt) return undefined;
  const isCut = cut?.state === "in-force" || (cut?.state === "lifted" && (cut.overAt ?? "") >= cut.expiresAt);
  return ms(isCut && cut.inForceAt ? cut.inForceAt : credentialsExpireAt);
};

export const barOf = (grant: Grant, nowMs: number): Bar => {
  const fromMs = ms(grant.activatedAt ?? grant.startsAt);
  const overdueMs = grant.state === "scheduled" ? 0 : nowMs;
  const untilMs = grant.endedAt ? ms(grant.endedAt) : Math.max(ms(grant.endsAt), overdueMs);
  const look = lookOf(grant);
  return {
    grant,
    look,
    fromMs,
    untilMs: Math.max(untilMs, fromMs),
    plannedMs: look === "cut-short" ? ms(grant.endsAt) : undefined,
    credentialsMs: credentialsWorkUntil(grant),
  };
};
