"use client";

import { PageFrame } from "@/features/frame/page-frame.tsx";
import { Button } from "@/ui/button.tsx";
import { EmptyState } from "@/ui/empty-state.tsx";

/** A page that could not be drawn; the frame around it stays. */
export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <PageFrame crumbs={[{ label: "Something went wrong" }]}>
      <EmptyState title="This page could not be shown" action={<Button onClick={retry}>Try again</Button>}>
        {explain(error)}
      </EmptyState>
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
