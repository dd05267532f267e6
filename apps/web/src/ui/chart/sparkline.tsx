import { pointsText, scaleOf } from "./geometry.ts";

const WIDTH = 64;
const HEIGHT = 20;
const EDGE = 2;

/** Shape only, on 0 to 1 with the floor dotted: the score beside it carries the meaning. Values oldest first. */
export function Sparkline({ values, floor }: { values: readonly number[]; floor: number }) {
  const y = scaleOf([0, 1], [HEIGHT - EDGE, EDGE]);
  const x = scaleOf([0, Math.max(1, values.length - 1)], [EDGE, WIDTH - 4]);
  const points = values.map((value, at) => ({ x: values.length === 1 ? WIDTH / 2 : x(at), y: y(value) }));
  const last = points.at(-1);
  return (
    <svg className="spark s-mid" width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <line className="axis dots" x1="0" x2={WIDTH} y1={y(floor)} y2={y(floor)} />
      {points.length > 1 ? <polyline className="ln" points={pointsText(points)} /> : null}
      {last ? <circle className="dot" cx={last.x} cy={last.y} r="2" /> : null}
    </svg>
  );
}
