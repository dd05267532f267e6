"use client";

import { useEffect } from "react";

/** Marks the body once React answers to clicks, also in parts whose code comes apart: for the end-to-end tests. */
export function Hydrated() {
  useEffect(() => {
    const mark = () => setTimeout(() => (document.body.dataset.hydrated = "true"));
    if (document.readyState === "complete") mark();
    else window.addEventListener("load", mark, { once: true });
  }, []);
  return null;
}
