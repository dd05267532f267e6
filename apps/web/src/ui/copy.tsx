"use client";

import { useState } from "react";
import { toast } from "./toast.tsx";

/** A command with a button that copies it; `plain` is for what is no command of a shell. */
export function CopyCommand({ command, plain = false }: { command: string; plain?: boolean }) {
  return (
    <div className="cmd">
      <span>
        {plain ? null : (
          <span className="t3" aria-hidden="true">
            ${" "}
          </span>
        )}
        {command}
      </span>
      <CopyButton text={command} label={plain ? "Copy the text" : "Copy the command"} />
    </div>
  );
}

export function CopyButton({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      setTimeout(() => setCopied(false), 2000);
    } catch {
      toast({ text: "The browser did not let Yardlet copy; select the text and copy it by hand", tone: "bad" });
    }
  };
  return (
    <button type="button" className="btn" aria-label={label} onClick={copy}>
      {copied ? "copied" : "copy"}
    </button>
  );
}
