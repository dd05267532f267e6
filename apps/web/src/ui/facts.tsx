import type { ReactNode } from "react";

/** Label and value, one rule between: for the rail. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="facts">{children}</dl>;
}

export function Fact({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** 3 to 5 figures on one thing, once a page. */
export function Figures({ children }: { children: ReactNode }) {
  return <dl className="figs">{children}</dl>;
}

export function Figure({ label, value, note }: { label: ReactNode; value: ReactNode; note?: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <span className="fig">{value}</span>
        {note ? <span className="sm t3">{note}</span> : null}
      </dd>
    </div>
  );
}
