"use client";

import dynamic from "next/dynamic";

// With a place of its own until its code is here, the rest of the page need not wait for it to answer to clicks.
const APART = { loading: () => null } as const;

// Fetched for the jobs that have an agent alone.
export const AuthoringLead = dynamic(
  () => import("@/features/agent/authoring-sections.tsx").then((module) => module.AuthoringLead),
  APART,
);
export const AuthoringOutcome = dynamic(
  () => import("@/features/agent/authoring-sections.tsx").then((module) => module.AuthoringOutcome),
  APART,
);
export const AuthoringPacket = dynamic(
  () => import("@/features/agent/authoring-sections.tsx").then((module) => module.AuthoringPacket),
  APART,
);
export const AuthoringFacts = dynamic(
  () => import("@/features/agent/authoring-sections.tsx").then((module) => module.AuthoringFacts),
  APART,
);
