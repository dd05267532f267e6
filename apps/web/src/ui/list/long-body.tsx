"use client";

import { lazy, Suspense, type ReactNode } from "react";
import { useAlive } from "../alive.ts";
import type { VirtualBodyProps } from "./virtual-body.tsx";

const VirtualBody = lazy(() => import("./virtual-body.tsx").then((module) => ({ default: module.VirtualBody })));

/** Longer tables draw only the rows in sight. */
export const LONG = 200;
/** How many rows of a long table are there before its code is. */
const FIRST = 40;

/** The rows of a table that may be long; a long one scrolls with the window. `layout` names its columns: with others it starts anew. */
export function LongBody({ layout, ...props }: VirtualBodyProps & { layout: string }) {
  const { count, height, row } = props;
  const alive = useAlive();
  const long = count > LONG;
  const first = (
    <tbody>
      {Array.from({ length: long ? FIRST : count }, (_, index) => row(index))}
      {long ? <Gap height={(count - FIRST) * height} /> : null}
    </tbody>
  );
  if (!long || !alive) return first;
  return (
    <Suspense fallback={first}>
      <VirtualBody key={layout} {...props} />
    </Suspense>
  );
}

/** Stands for rows that are not drawn. An SVG has its height as an attribute, which the content policy lets pass. */
export function Gap({ height }: { height: number }): ReactNode {
  return (
    <tr aria-hidden="true" className="gap">
      <td>
        <svg width="1" height={height} />
      </td>
    </tr>
  );
}
