"use client";

import type { Permission } from "@yardlet/core/team";
import { createContext, useContext, type ReactNode } from "react";
import type { Viewer } from "@/server/viewer.ts";

const ViewerContext = createContext<Viewer | undefined>(undefined);

export function ViewerProvider({ viewer, children }: { viewer: Viewer; children: ReactNode }) {
  return <ViewerContext value={viewer}>{children}</ViewerContext>;
}

export function useViewer(): Viewer {
  const viewer = useContext(ViewerContext);
  if (!viewer) throw new Error("useViewer needs a ViewerProvider above it");
  return viewer;
}

/** Whether to offer an action at all; the service decides again. */
export function useMay(permission: Permission): boolean {
  return useViewer().may.includes(permission);
}
