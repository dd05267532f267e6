"use client";

import { useState } from "react";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { formatNumber } from "@/ui/format.ts";
import { cutText } from "./cut-text.ts";

/** Somebody else's words at any length: plain text with its lines, cut until somebody asks for the whole. */
export function LongText({ text, most = 400 }: { text: string; most?: number }) {
  const [open, setOpen] = useState(false);
  const start = cutText(text, most);
  const shown = open ? text : start;
  return (
    <span className="said">
      <UntrustedText text={shown} />
      {start.length < text.length ? (
        <>
          {open ? " " : "… "}
          <button type="button" className="act" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? "less" : `all ${formatNumber(text.length)} characters`}
          </button>
        </>
      ) : null}
    </span>
  );
}
