import type { ReactNode } from "react";

/** The title is a finding where there is one; one line says what it rests on. */
export function PageHead({ title, lead, children }: { title: ReactNode; lead?: ReactNode; children?: ReactNode }) {
  return (
    <div className="head">
      <div>
        <h1>{title}</h1>
        {lead ? <p>{lead}</p> : null}
      </div>
      {children ? <div className="r">{children}</div> : null}
    </div>
  );
}
