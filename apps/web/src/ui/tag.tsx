import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

export type Tone = "good" | "warn" | "bad" | "acc";

/** A word of state, at most one in a row. */
export function Tag({ tone, children }: { tone?: Tone | undefined; children: ReactNode }) {
  return <span className={classNames("tag", tone)}>{children}</span>;
}
