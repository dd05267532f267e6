"use client";

import { useId, useRef, useState } from "react";
import { Glyph, Icon } from "@/ui/glyph.tsx";
import { setTheme, THEMES, themeOf, type Theme } from "./theme.ts";
import { useViewer } from "./viewer.tsx";

const WORDS = { system: "Theme of the system", light: "Light", dark: "Dark" } as const satisfies Record<Theme, string>;

/** Who is signed in; opens a menu with the theme and the way out. */
export function ViewerMenu() {
  const { name, role, teamName } = useViewer();
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);
  const [theme, show] = useState<Theme>("system");
  const choose = (next: Theme) => {
    setTheme(next);
    show(next);
    menu.current?.hidePopover();
  };
  return (
    <>
      <button
        type="button"
        className="who"
        popoverTarget={id}
        onClick={() => show(themeOf(document.documentElement.dataset.theme))}
      >
        {name} · {role}
        <br />
        {teamName}
      </button>
      <div ref={menu} id={id} popover="auto" className="menu" aria-label="You">
        {THEMES.map((one) => (
          <button key={one} type="button" aria-pressed={one === theme} onClick={() => choose(one)}>
            {WORDS[one]}
            {one === theme ? <Glyph name="ok" tone="acc" /> : null}
          </button>
        ))}
        <hr />
        <button type="button" onClick={leave}>
          <Icon name="leave" />
          Sign out
        </button>
      </div>
    </>
  );
}

/** Fetched when it is needed: hardly anybody signs out. */
async function leave(): Promise<void> {
  const { signOut } = await import("./session.ts");
  await signOut();
}
