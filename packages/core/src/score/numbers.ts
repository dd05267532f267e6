/** Integer division, half up. `dividend` ≥ 0 and `divisor` > 0 are integers. */
export function divRound(dividend: number, divisor: number): number {
  return Math.floor((2 * dividend + divisor) / (2 * divisor));
}

/** A real as it is shown and compared: six decimals, and never -0. */
export function round6(value: number): number {
  const rounded = Math.round(value * 1e6) / 1e6;
  return rounded === 0 ? 0 : rounded;
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

export function sumOf<T>(items: Iterable<T>, numberOf: (item: T) => number): number {
  let sum = 0;
  for (const item of items) sum += numberOf(item);
  return sum;
}

/** The smallest integer in low..high from which on `holds` is true; null where it never is. `holds` never falls back. */
export function firstInteger(low: number, high: number, holds: (value: number) => boolean): number | null {
  let from = low;
  let to = high + 1;
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (holds(middle)) to = middle;
    else from = middle + 1;
  }
  return from > high ? null : from;
}
