"use client";

import { useId, useRef } from "react";
import { Icon } from "@/ui/glyph.tsx";
import { Link } from "@/ui/link.tsx";
import { isPageOf, PAGES } from "./pages.ts";

/** On narrow windows the bar has room for the main pages; the others are behind its last button. */
export function MorePages({ pathname }: { pathname: string }) {
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);
  const minor = PAGES.filter((page) => "minor" in page);
  const here = minor.some((page) => isPageOf(page, pathname));
  return (
    <>
      <button type="button" className="nav more" popoverTarget={id} aria-current={here ? "true" : undefined}>
        <Icon name="more" />
        More
      </button>
      <div ref={menu} id={id} popover="auto" className="menu more-pages" aria-label="More pages">
        {minor.map((page) => (
          <Link
            key={page.href}
            href={page.href}
            aria-current={isPageOf(page, pathname) ? "page" : undefined}
            onClick={() => menu.current?.hidePopover()}
          >
            <Icon name={page.icon} />
            {page.label}
          </Link>
        ))}
      </div>
    </>
  );
}
