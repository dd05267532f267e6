"use client";

import { RunList } from "@/features/run/run-list.tsx";

/** The runs of this repo, newest first. */
export function RunsTab({ slug, address }: { slug: string; address: string }) {
  return <RunList address={address} repo={slug} />;
}
