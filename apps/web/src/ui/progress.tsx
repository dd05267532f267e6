/** A thin bar; `share` is 0 to 1. Drawn as SVG, because the content policy allows no style attribute. */
export function Progress({ label, share, over = false }: { label: string; share: number; over?: boolean }) {
  const percent = Math.round(Math.min(1, Math.max(0, share)) * 100);
  return (
    <svg
      className={over ? "prog over" : "prog"}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <rect width={`${percent}%`} height="4" />
    </svg>
  );
}
