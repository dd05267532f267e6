/** How much somebody may do: `burst` at once, and then `perSecond`. */
export interface BucketRate {
  perSecond: number;
  burst: number;
}

export interface TokenBuckets {
  /** Takes one token; answers 0, or how many milliseconds there are until the next one. */
  take(key: string, now: number): number;
  /** As `take`, without taking. */
  wait(key: string, now: number): number;
  has(key: string): boolean;
}

/**
 * One bucket for each key, in memory. Only the `most` keys used last are kept: what is forgotten has a full bucket. A bucket is the
 * moment at which it is full again (the generic cell rate algorithm).
 */
export function tokenBuckets({ perSecond, burst }: BucketRate, most: number): TokenBuckets {
  const step = 1000 / perSecond;
  const buckets = new Map<string, number>();
  const fullAt = (key: string, now: number) => Math.min(Math.max(buckets.get(key) ?? now, now), now + burst * step);
  const waitOf = (full: number, now: number) => Math.max(0, Math.ceil(full - now - (burst - 1) * step));
  return {
    take(key, now) {
      const full = fullAt(key, now);
      const wait = waitOf(full, now);
      buckets.delete(key);
      buckets.set(key, wait === 0 ? full + step : full);
      const [oldest] = buckets.keys();
      if (buckets.size > most && oldest !== undefined) buckets.delete(oldest);
      return wait;
    },
    wait: (key, now) => waitOf(fullAt(key, now), now),
    has: (key) => buckets.has(key),
  };
}
