"use client";

import dynamic from "next/dynamic";

// With `loading` each has a place of its own: the rest of the page answers to clicks before its code is here.
// Fetched for the jobs that have an agent alone.
export const AuthoringLead = dynamic(
  () => import("@/features/agent/authoring-sections.tsx").then((module) => module.AuthoringLead),
  { loading: () => null },
);
export const AuthoringOutcome = dynamic(
  () => import("@/features/agent/authoring-sections.tsx").then((module) => module.AuthoringOutcome),
  { loading: () => null },
);
export const AuthoringPacket = dynamic(
  () => import("@/features/agent/authoring-sections.tsx").then((module) => module.AuthoringPacket),
  { loading: () => null },
);
export const AuthoringFacts = dynamic(
  () => import("@/features/agent/authoring-sections.tsx").then((module) => module.AuthoringFacts),
  { loading: () => null },
);
