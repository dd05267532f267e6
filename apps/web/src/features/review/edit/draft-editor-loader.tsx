"use client";

import dynamic from "next/dynamic";
import { SkeletonTable } from "@/ui/skeleton.tsx";

/** The editor is much code and lives in the browser alone: it is fetched on its own page only, after the page. */
export const DraftEditorLoader = dynamic(() => import("./draft-editor.tsx").then((module) => module.DraftEditor), {
  ssr: false,
  loading: () => <SkeletonTable rows={12} columns={2} />,
});
