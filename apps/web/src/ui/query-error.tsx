"use client";

import { errorOf } from "@/trpc/error.ts";
import { Button } from "./button.tsx";
import { EmptyState } from "./empty-state.tsx";

/** Stands where a list would be that could not be fetched. */
export function QueryError({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <EmptyState title="This could not be read" action={<Button onClick={onRetry}>Try again</Button>}>
      {errorOf(error).message}.
    </EmptyState>
  );
}
