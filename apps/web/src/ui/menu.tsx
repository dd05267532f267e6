"use client";

import { useId, useRef, type ReactNode } from "react";

interface MenuProps {
  /** What the menu is about, on its button. */
  label: string;
  /** What holds now, behind the label. */
  value?: string | undefined;
  onOpen?: () => void;
  children: ReactNode;
}

/** A button with a panel that hangs below it: the browser's own popover, so that Esc and a click elsewhere close it. */
export function Menu({ label, value, onOpen, children }: MenuProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  return (
    <>
      <button ref={button} type="button" className="chip on" popoverTarget={id} aria-haspopup="dialog">
        {label}
        {value === undefined ? null : <b className="cut">{value}</b>}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        className="menu hang"
        role="dialog"
        aria-label={label}
        onBeforeToggle={(event) => {
          if (event.newState !== "open") return;
          hang(panel.current, button.current);
          onOpen?.();
        }}
      >
        {children}
      </div>
    </>
  );
}

/** Closes the menu that an element lies in: for a link, which ends the matter. */
export function closeMenu(inside: Element): void {
  inside.closest<HTMLElement>("[popover]")?.hidePopover();
}

const WIDTH_PX = 264;
const EDGE_PX = 16;

/** Puts the panel below the button: from its left edge, or from its right one where the page has no more room. */
function hang(panel: HTMLElement | null, button: HTMLElement | null): void {
  if (!panel || !button) return;
  const at = button.getBoundingClientRect();
  const most = document.documentElement.clientWidth - EDGE_PX - WIDTH_PX;
  const left = at.left > most ? at.right - WIDTH_PX : at.left;
  panel.style.width = `${WIDTH_PX}px`;
  panel.style.left = `${Math.max(EDGE_PX, left)}px`;
  panel.style.top = `${at.bottom + window.scrollY + 4}px`;
}
