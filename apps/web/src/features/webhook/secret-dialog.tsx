"use client";

import { Button } from "@/ui/button.tsx";
import { CopyButton } from "@/ui/copy.tsx";
import { Dialog } from "@/ui/dialog.tsx";

/** Shows a secret, this once. */
export function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <Dialog
      title="The secret of the webhook"
      onClose={onClose}
      wide
      footer={
        <Button kind="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <p className="t2">
        Copy it now: it is shown this once. The receiver verifies with it that a message comes from here, by the headers{" "}
        <code>webhook-id</code>, <code>webhook-timestamp</code> and <code>webhook-signature</code> of Standard Webhooks.
      </p>
      <div className="cmd">
        <span>{secret}</span>
        <CopyButton text={secret} label="Copy the secret" />
      </div>
    </Dialog>
  );
}
