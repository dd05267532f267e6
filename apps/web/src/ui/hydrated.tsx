"use client";

import { useEffect } from "react";

/** Marks the body once React answers to clicks, for the end-to-end tests. */
export function Hydrated() {
  useEffect(() => {
    document.body.dataset.hydrated = "true";
  }, []);
  return null;
}
