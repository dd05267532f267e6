import { useId, type ReactNode } from "react";
import { classNames } from "./class-names.ts";

interface SectionProps {
  /** What a link to it is called, behind the # of the address. */
  id?: string;
  title: ReactNode;
  note?: ReactNode;
  /** What stands at the right end of the heading: a link, a switch. */
  end?: ReactNode;
  children: ReactNode;
}

export function Section({ id, title, note, end, children }: SectionProps) {
  const heading = useId();
  return (
    <section className="sec" id={id} aria-labelledby={heading}>
      <header>
        <h2 id={heading}>{title}</h2>
        {note ? <p>{note}</p> : null}
        {end ? <div className="r">{end}</div> : null}
      </header>
      {children}
    </section>
  );
}

/** Main column with a rail of facts at its right; below it on narrow windows. A stuck rail stays in sight beside a long column. */
export function WithRail({ rail, stuck = false, children }: { rail: ReactNode; stuck?: boolean; children: ReactNode }) {
  return (
    <div className="main-rail">
      <div>{children}</div>
      <aside className={classNames("rail", stuck && "stuck")}>{rail}</aside>
    </div>
  );
}

export function RailSection({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
