"use client";

import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { CopyButton } from "./copy.tsx";
import { Dialog } from "./dialog.tsx";

interface SecretDialogProps {
  title: ReactNode;
  secret: string;
  /** What the button copies, in words. */
  copy: string;
  /** What it is for, and that it is shown this once. */
  children: ReactNode;
  /** What stands below the secret. */
  hint?: ReactNode;
  /** Beside the button that closes it. */
  more?: ReactNode;
  onClose: () => void;
}

/** Shows a secret, this once. */
export function SecretDialog({ title, secret, copy, children, hint, more, onClose }: SecretDialogProps) {
  return (
    <Dialog
      title={title}
      onClose={onClose}
      wide
      footer={
        <>
          {more}
          <Button kind="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <p className="t2">{children}</p>
      <div className="cmd">
        <span>{secret}</span>
        <CopyButton text={secret} label={copy} />
      </div>
      {hint ? <p className="hint">{hint}</p> : null}
    </Dialog>
  );
}
