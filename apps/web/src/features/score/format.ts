const MINUS = "\u2212";

/** `0.76`. */
export function formatScore(value: number): string {
  return value.toFixed(2);
}

/** `0.56–0.88`. */
export function formatRange(lo: number, hi: number): string {
  return `${formatScore(lo)}–${formatScore(hi)}`;
}

/** `+0.15`, `−0.02`, `0.00`: with a true minus, and no sign where there is nothing. */
export function formatDifference(value: number): string {
  const text = Math.abs(value).toFixed(2);
  if (Number(text) === 0) return text;
  return `${value < 0 ? MINUS : "+"}${text}`;
}

/** `−0.06 to +0.32`. */
export function formatDifferenceRange(lo: number, hi: number): string {
  return `${formatDifference(lo)} to ${formatDifference(hi)}`;
}

const MANY = 100;
const SOME = 10;
const MOST = 1_000_000;

/** `0.01`, `19.4`, `206`; what is past a million says so. */
export function formatCoins(coins: number): string {
  if (coins >= MOST) return "over a million";
  if (coins >= MANY) return String(Math.round(coins));
  return coins.toFixed(coins >= SOME ? 1 : 2);
}

/** `52 %`. */
export function formatPercent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** `3 of 5 intents`: what stands in place of a score while there are too few. */
export function formatFew(intents: number, needed: number): string {
  return `${intents} of ${needed} intents`;
}
