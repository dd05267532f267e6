"use client";

import { showOverlay } from "./store.ts";

export function JumpButton() {
  return (
    <button type="button" className="jump" aria-keyshortcuts="Meta+K Control+K" onClick={() => showOverlay("palette")}>
      <span className="long">Go to or do anything</span>
      <span className="short">Search</span>
      <kbd aria-hidden="true">⌘K</kbd>
    </button>
  );
}
