import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { EdgeRefusal } from "./edge-refusal.ts";

const tooMany = (msBeforeNext: number) => {
  const seconds = Math.max(1, Math.ceil(msBeforeNext / 1_000));
  const message = `Too many calls. Try again in ${seconds} seconds.`;
  return new EdgeRefusal("too-many", { code: "rate.limited", message }, { "retry-after": String(seconds) });
};

/**
 * So many points a minute for each key, counted in this process: replicas count on their own, which makes the limit looser, never
 * tighter. It guards against floods; it decides nothing else.
 */
export const rateLimit = (perMinute: number) => {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  return {
    /** Takes points, or refuses with the time to wait. */
    spend: async (key: string, points = 1): Promise<void> => {
      try {
        await limiter.consume(key, points);
      } catch (problem) {
        if (problem instanceof RateLimiterRes) throw tooMany(problem.msBeforeNext);
        throw problem;
      }
    },
  };
};
