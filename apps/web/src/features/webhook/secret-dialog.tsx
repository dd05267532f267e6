"use client";

import { SecretDialog } from "@/ui/secret-dialog.tsx";

/** Shows the secret of a webhook, this once. */
export function WebhookSecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <SecretDialog title="The secret of the webhook" secret={secret} copy="Copy the secret" onClose={onClose}>
      Copy it now: it is shown this once. The receiver verifies with it that a message comes from here, by the headers{" "}
      <code>webhook-id</code>, <code>webhook-timestamp</code> and <code>webhook-signature</code> of Standard Webhooks.
    </SecretDialog>
  );
}
