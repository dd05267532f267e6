"use client";

import dynamic from "next/dynamic";

// Fetched for the jobs that have an agent alone.
export const AuthoringLead = dynamic(() =>
  import("@/features/agent/authoring-sections.tsx").then((module) => module.AuthoringLead),
);
export const AuthoringOutcome = dynamic(() =>
  import("@/features/agent/authoring-sections.tsx").then((module) => module.AuthoringOutcome),
);
export const AuthoringPacket = dynamic(() =>
  import("@/features/agent/authoring-sections.tsx").then((module) => module.AuthoringPacket),
);
export const AuthoringFacts = dynamic(() =>
  import("@/features/agent/authoring-sections.tsx").then((module) => module.AuthoringFacts),
);
