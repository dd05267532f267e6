import type { ReactNode } from "react";

/** Three to five figures on one thing, once a page. */
export function Figures({ children }: { children: ReactNode }) {
  return <dl className="figs">{children}</dl>;
}

interface FigureProps {
  label: string;
  value: ReactNode;
  beside?: ReactNode;
  wide?: boolean;
  /** What the figure is made of. */
  children: ReactNode;
}

export function Figure({ label, value, beside, wide = false, children }: FigureProps) {
  return (
    <div className={wide ? "wide" : undefined}>
      <dt>{label}</dt>
      <dd>
        {value} {beside}
        <div className="sm t3">{children}</div>
      </dd>
    </div>
  );
}
