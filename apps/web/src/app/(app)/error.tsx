"use client";

import { PageFrame } from "@/features/frame/page-frame.tsx";
import { Button } from "@/ui/button.tsx";

/** A page that could not be drawn; the frame around it stays. */
export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <PageFrame crumbs={[{ label: "Something went wrong" }]}>
      <div className="empty">
        <h1>This page could not be shown</h1>
        <p>{explain(error)}</p>
        <div className="row">
          <Button onClick={retry}>Try again</Button>
        </div>
      </div>
    </PageFrame>
  );
}

/** The digest is what the server's log has the error under. */
function explain(error: unknown): string {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  return digest
    ? `The server's log has the reason under ${digest}. Nothing was changed.`
    : "Nothing was changed; try again, and look at the server's log when it happens again.";
}
