import { useEffect, useState } from "react";
import { serverNow } from "../api/clock.ts";
import { spokenRemainder } from "./duration.ts";

/** How long until then, by the server's clock. */
export const Countdown = ({ until }: { until: string }) => {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const ticking = window.setInterval(() => setNow(serverNow()), 1_000);
    return () => window.clearInterval(ticking);
  }, []);
  return <span role="timer">{spokenRemainder(Date.parse(until) - now)}</span>;
};
