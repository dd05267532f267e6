"use client";

import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { Icon } from "@/ui/glyph.tsx";
import { RowLink } from "@/ui/row-link.tsx";
import { Ago } from "@/ui/time.tsx";
import type { EntryLook } from "./entry.ts";

interface ReviewItemProps {
  id: string;
  look: EntryLook;
  href: string;
  current: boolean;
  onOpen: () => void;
  /** Absent for what cannot be decided here. */
  picked?: { is: boolean; toggle: () => void };
}

/** One line of the inbox; its link covers the line, the box that picks it stands above. */
export function ReviewItem({ id, look, href, current, onOpen, picked }: ReviewItemProps) {
  const { icon, kind, name, aside, why, at } = look;
  return (
    <li className="it" data-row={id} data-current={current || undefined}>
      <span className="pick">
        <Icon name={icon} />
        {picked ? (
          <input type="checkbox" aria-label={`Select ${kind}: ${name}`} checked={picked.is} onChange={picked.toggle} />
        ) : null}
      </span>
      <span className="n cut">
        <RowLink href={href} current={current} onPeek={onOpen}>
          <UntrustedText text={name} />
        </RowLink>{" "}
        <span className="t3">{aside}</span>
      </span>
      <span className="age">
        <Ago at={at} />
      </span>
      <span className="w cut">
        {kind}. <UntrustedText text={why} />
      </span>
    </li>
  );
}
