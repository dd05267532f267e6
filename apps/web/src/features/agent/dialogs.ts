"use client";

import dynamic from "next/dynamic";

// Fetched when somebody asks for one.
export const ResearchDialog = dynamic(() => import("./research-dialog.tsx").then((module) => module.ResearchDialog), {
  ssr: false,
});
export const CreateDialog = dynamic(() => import("./create-dialog.tsx").then((module) => module.CreateDialog), {
  ssr: false,
});
