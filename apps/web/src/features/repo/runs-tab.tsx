"use client";

import { RunList } from "@/features/run/run-list.tsx";
import { RepoTrends } from "./repo-trends.tsx";

/** How work in this repo went, and its runs, newest first. */
export function RunsTab({ slug, address }: { slug: string; address: string }) {
  return (
    <>
      <RepoTrends slug={slug} />
      <RunList address={address} repo={slug} />
    </>
  );
}
