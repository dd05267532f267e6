import type { ReactNode } from "react";

/** The words of meaning: each glyph stands beside its word, never alone. Drawn in 10 × 10. */
const GLYPHS = {
  good: <path d="M5 .8 9.6 9H.4z" fill="currentColor" />,
  bad: <path d="M5 9.2.4 1h9.2z" fill="currentColor" />,
  mid: <path d="M5 .9 9.1 5 5 9.1.9 5z" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  few: <circle cx="5" cy="5" r="3.9" fill="none" stroke="currentColor" strokeWidth="1.4" strokeDasharray="2.1 1.98" />,
  none: <path d="M1.5 5h7" stroke="currentColor" strokeWidth="1.5" />,
  ok: <path d="M1 5.4 3.8 8 9 2" fill="none" stroke="currentColor" strokeWidth="1.7" />,
  x: <path d="M1.8 1.8l6.4 6.4M8.2 1.8 1.8 8.2" stroke="currentColor" strokeWidth="1.7" />,
  warn: <path d="M5 1v5M5 7.6V9.2" stroke="currentColor" strokeWidth="1.8" />,
  now: (
    <>
      <circle cx="5" cy="5" r="4" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M5 1a4 4 0 0 1 0 8z" fill="currentColor" />
    </>
  ),
  fork: <path d="M2.5 9.5v-9M2.5 7.5c0-3 5-2 5-6" fill="none" stroke="currentColor" strokeWidth="1.4" />,
  up: <path d="M2 6.5 5 3.5l3 3" fill="none" stroke="currentColor" strokeWidth="1.4" />,
  down: <path d="M2 3.5 5 6.5l3-3" fill="none" stroke="currentColor" strokeWidth="1.4" />,
} as const satisfies Record<string, ReactNode>;

/** Things and kinds of things. Drawn in 16 × 16 with a hair line. */
const ICONS = {
  overview: <path d="M2.5 2.5h4.5v6H2.5zM9 2.5h4.5v3.5H9zM9 8.5h4.5v5H9zM2.5 11h4.5v2.5H2.5z" />,
  review: <path d="M2.5 9.5l2-6.5h7l2 6.5v4h-11zM2.5 9.5h3.2l1 1.8h2.6l1-1.8h3.2" />,
  repos: (
    <>
      <circle cx="4.5" cy="3.8" r="1.6" />
      <circle cx="4.5" cy="12.2" r="1.6" />
      <circle cx="11.5" cy="5.8" r="1.6" />
      <path d="M4.5 5.4v5.2M11.5 7.4c0 2.2-3 2.2-5.6 3.6" />
    </>
  ),
  skills: (
    <>
      <path d="M2.5 3.5h4.2c.8 0 1.3.5 1.3 1.3v8.4c0-.8-.5-1.3-1.3-1.3H2.5zM13.5 3.5H9.3C8.5 3.5 8 4 8 4.8" />
      <path d="M8 13.2c0-.8.5-1.3 1.3-1.3h4.2V3.5" />
    </>
  ),
  runs: <path d="M4.5 3l8 5-8 5z" />,
  jobs: (
    <>
      <path d="M2.5 4h11M2.5 8h7M2.5 12h4" />
      <circle cx="12" cy="11" r="1.8" />
    </>
  ),
  compare: (
    <>
      <path d="M2 4.5h2.6M7.4 4.5H11M5 8h4.1M11.9 8H14M3.5 11.5h2.1M8.4 11.5h2.1" />
      <circle cx="6" cy="4.5" r="1.4" />
      <circle cx="10.5" cy="8" r="1.4" />
      <circle cx="7" cy="11.5" r="1.4" />
    </>
  ),
  lessons: <path d="M4 2.5h6l2.5 2.5v8.5H4zM6.5 7h3.5M6.5 9.5h3.5" />,
  policy: (
    <>
      <path d="M4 2.5v4M4 10v3.5M8 2.5v6.5M8 12.5v1M12 2.5v2M12 8v5.5" />
      <path d="M2.5 8.2h3M6.5 10.8h3M10.5 6.2h3" />
    </>
  ),
  settings: (
    <>
      <circle cx="8" cy="8" r="2" />
      <path d="M8 2v2M8 12v2M2 8h2M12 8h2M3.8 3.8l1.4 1.4M10.8 10.8l1.4 1.4M12.2 3.8l-1.4 1.4M5.2 10.8l-1.4 1.4" />
    </>
  ),
  more: <path d="M2.5 4h11M2.5 8h11M2.5 12h11" />,
  update: <path d="M8 13V4M4.5 7.5L8 4l3.5 3.5" />,
  equip: <path d="M8 3.5v9M3.5 8h9" />,
  prune: <path d="M3 5h10v8.5H3zM2 2.5h12V5H2zM6.5 8h3" />,
  gap: (
    <>
      <path d="M3 3h4v4H3zM9 9h4v4H9zM3 9h4v4H3z" />
      <path d="M9 3h4v4H9z" strokeDasharray="1.5 1.5" />
    </>
  ),
  draft: <path d="M3 13l1-3.5 7-7 2.5 2.5-7 7z" />,
  weak: <path d="M2 4l4 4 2.5-2.5L14 11M14 7.5V11h-3.5" />,
  duplicate: <path d="M5.5 5.5h8v8h-8zM2.5 10.5v-8h8" />,
  conflict: (
    <>
      <path d="M3 8h3.5M9.5 8H13M8 3v3.5M8 9.5V13" />
      <circle cx="8" cy="8" r="1.5" />
    </>
  ),
  sync: <path d="M13 8a5 5 0 0 1-9 3M3 8a5 5 0 0 1 9-3M12 2.5V5H9.5M4 13.5V11h2.5" />,
  theme: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor" stroke="none" />
    </>
  ),
  help: <path d="M5.8 6a2.2 2.2 0 1 1 3.2 2c-.7.4-1 .8-1 1.6M8 12v.8" />,
  search: (
    <>
      <circle cx="7" cy="7" r="4.2" />
      <path d="M10.2 10.2 13.5 13.5" />
    </>
  ),
  leave: <path d="M6.5 2.5h-4v11h4M6 8h7.5M10.5 5l3 3-3 3" />,
} as const satisfies Record<string, ReactNode>;

export type GlyphName = keyof typeof GLYPHS;
export type IconName = keyof typeof ICONS;
export type GlyphTone = "good" | "bad" | "warn" | "mid" | "unk" | "now" | "acc";

/** Once a document: everything below is drawn from it by reference. */
export function Sprite() {
  return (
    <svg width="0" height="0" className="sprite" aria-hidden="true">
      <defs>
        {Object.entries(GLYPHS).map(([name, drawing]) => (
          <symbol key={name} id={`g-${name}`} viewBox="0 0 10 10">
            {drawing}
          </symbol>
        ))}
        {Object.entries(ICONS).map(([name, drawing]) => (
          <symbol
            key={name}
            id={`i-${name}`}
            viewBox="0 0 16 16"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.25"
            strokeLinejoin="round"
            strokeLinecap="round"
          >
            {drawing}
          </symbol>
        ))}
      </defs>
    </svg>
  );
}

export function Glyph({ name, tone }: { name: GlyphName; tone?: GlyphTone | undefined }) {
  return (
    <svg className={tone ? `g s-${tone}` : `g s-${name}`} aria-hidden="true">
      <use href={`#g-${name}`} />
    </svg>
  );
}

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="ico" aria-hidden="true">
      <use href={`#i-${name}`} />
    </svg>
  );
}

/** The mark of Yardlet: a track and a branch that leaves it. */
export function Mark() {
  return (
    <svg viewBox="0 0 16 16" fill="none" aria-hidden="true">
      <path d="M4 1v14" stroke="currentColor" strokeWidth="2" />
      <path d="M4 12.5C4 7.5 12.5 7.5 12.5 1" stroke="var(--accent-line)" strokeWidth="2" />
    </svg>
  );
}
