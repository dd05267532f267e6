/** A thin bar; `share` is 0 to 1. */
export function Progress({ label, share, over = false }: { label: string; share: number; over?: boolean }) {
  return (
    <progress
      className={over ? "prog over" : "prog"}
      aria-label={label}
      max={1}
      value={Math.min(1, Math.max(0, share))}
    />
  );
}
