import { latestEventId } from "@yardlet/db";
import type { ReactNode } from "react";
import { Side } from "@/features/frame/side.tsx";
import { ViewerProvider } from "@/features/frame/viewer.tsx";
import { LiveProvider } from "@/features/live/live-provider.tsx";
import { Overlays } from "@/features/palette/overlays.tsx";
import { database } from "@/server/installation.ts";
import { requireMember, viewerOf } from "@/server/viewer.ts";

/** The frame around every page of a member. */
export default async function AppLayout({ children }: { children: ReactNode }) {
  const { member, teamName } = await requireMember();
  const since = await latestEventId(database());
  return (
    <ViewerProvider viewer={viewerOf(member, teamName)}>
      <LiveProvider since={since}>
        <Side />
        {children}
        <Overlays />
      </LiveProvider>
    </ViewerProvider>
  );
}
