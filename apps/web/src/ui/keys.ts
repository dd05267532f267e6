"use client";

import { useEffect, useEffectEvent } from "react";

interface Binding {
  /** One key as `KeyboardEvent.key`, or a sequence such as `g r`; `mod+k` is ⌘K and Ctrl-K. */
  keys: string;
  what: string;
  run: () => void;
}

/** The latest binding of a key wins, so that a panel may take a key from the page below it. */
let bindings: readonly Binding[] = [];
let pending: { key: string; until: number } | undefined;
const SEQUENCE_MS = 1_000;
/** While one of these is open, keys are its own. */
const FLOATING = "dialog[open], [popover]:popover-open";

/** Binds a key while the component is mounted and `enabled`; never heard while somebody types in a field. */
export function useKey(keys: string, what: string, run: () => void, enabled = true): void {
  const act = useEffectEvent(run);
  useEffect(() => {
    if (!enabled) return;
    const binding: Binding = { keys, what, run: () => act() };
    bindings = [...bindings, binding];
    return () => {
      bindings = bindings.filter((one) => one !== binding);
    };
  }, [keys, what, enabled]);
}

/** What can be pressed now, for the help dialog; the order of binding, each key once. */
export function listKeys(): { keys: string; what: string }[] {
  const byKey = new Map(bindings.map(({ keys, what }) => [keys, what]));
  return [...byKey].map(([keys, what]) => ({ keys, what }));
}

/** Listens for all bound keys; once a document. */
export function useKeyboard(): void {
  useEffect(() => {
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const pressed = keyOf(event);
  if (pressed === undefined) return;
  if (!pressed.startsWith("mod+") && (isTyping(event.target) || document.querySelector(FLOATING))) return;
  const first = pending && event.timeStamp < pending.until ? pending.key : undefined;
  pending = undefined;
  const found = first ? (find(`${first} ${pressed}`) ?? find(pressed)) : find(pressed);
  if (found) {
    if (pressed === "Enter" && isControl(event.target)) return;
    event.preventDefault();
    found.run();
  } else if (bindings.some(({ keys }) => keys.startsWith(`${pressed} `))) {
    pending = { key: pressed, until: event.timeStamp + SEQUENCE_MS };
  }
}

function keyOf(event: KeyboardEvent): string | undefined {
  const mod = event.metaKey || event.ctrlKey;
  if (event.altKey) return undefined;
  return mod ? `mod+${event.key.toLowerCase()}` : event.key;
}

function find(keys: string): Binding | undefined {
  return bindings.findLast((binding) => binding.keys === keys);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}

/** Enter on a link or button already means something. */
function isControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("a, button, summary");
}
