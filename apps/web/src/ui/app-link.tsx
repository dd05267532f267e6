"use client";

import Link from "next/link";
import { useState, type ComponentProps } from "react";

/** A link inside the app. What it leads to is fetched when somebody points at it, not because it is on the page. */
export function AppLink(props: ComponentProps<typeof Link>) {
  const [near, setNear] = useState(false);
  return (
    <Link
      {...props}
      prefetch={near ? null : false}
      onPointerEnter={() => setNear(true)}
      onFocus={() => setNear(true)}
    />
  );
}
