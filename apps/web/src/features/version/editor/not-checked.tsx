import type { ReactNode } from "react";

/** Stands where the server's word on a text will be: why there is none, or what is waited for. */
export function NotChecked({ fault, children }: { fault: string | undefined; children: ReactNode }) {
  return <p className="t3">{fault === undefined ? children : `Not checked: ${fault}.`}</p>;
}
