"use client";

import NextLink from "next/link";
import { useState, type ComponentProps } from "react";

/** A link inside the app. What it leads to is fetched when somebody points at it, not because it is on the page. */
export function Link(props: Omit<ComponentProps<typeof NextLink>, "prefetch">) {
  const [near, setNear] = useState(false);
  return (
    <NextLink
      {...props}
      prefetch={near ? null : false}
      onPointerEnter={() => setNear(true)}
      onFocus={() => setNear(true)}
    />
  );
}
