import { coinShare, round1 } from "./geometry.ts";

const WIDTH = 72;

/** Coins against a skill from 1 to 1,000 by their logarithm, with a tick where they decide: amber from half of it, red past it. */
export function CoinBar({ coins, needed }: { coins: number; needed: number }) {
  const tone = coins >= needed ? "bad" : coins >= needed / 2 ? "warn" : "mid";
  const end = round1(coinShare(coins) * WIDTH);
  const tick = round1(coinShare(needed) * WIDTH);
  return (
    <svg className={`coins s-${tone}`} width={WIDTH} height="12" viewBox={`0 0 ${WIDTH} 12`} aria-hidden="true">
      <line className="gl" x1="0" x2={WIDTH} y1="6" y2="6" />
      {end > 0 ? <line className="bar" x1="0" x2={end} y1="6" y2="6" /> : null}
      <line className="mark" x1={tick} x2={tick} y1="0" y2="12" />
    </svg>
  );
}
