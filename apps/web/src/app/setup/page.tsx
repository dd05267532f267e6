import { latestEventId } from "@yardlet/db";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ViewerProvider } from "@/features/frame/viewer.tsx";
import { LiveProvider } from "@/features/live/live-provider.tsx";
import { AdminStep } from "@/features/setup/admin-step.tsx";
import { SetupFrame } from "@/features/setup/setup-frame.tsx";
import { SetupStep } from "@/features/setup/setup-step.tsx";
import { SetupView } from "@/features/setup/setup-view.tsx";
import { database } from "@/server/installation.ts";
import { openPageFor } from "@/server/page.tsx";
import { findMember, readSetupState } from "@/server/viewer.ts";

export const metadata: Metadata = { title: "Set up", referrer: "no-referrer" };

export default async function SetupPage({ searchParams }: { searchParams: Promise<{ token?: string | string[] }> }) {
  const [setup, member, { token }] = await Promise.all([readSetupState(), findMember(), searchParams]);
  if (setup.needsAdmin) {
    return (
      <SetupFrame>
        <SetupStep number={1} title="First admin" state="now">
          <AdminStep token={typeof token === "string" ? token : undefined} />
        </SetupStep>
        <SetupStep number={2} title="Library" state="later" />
        <SetupStep number={3} title="First repos" state="later" />
      </SetupFrame>
    );
  }
  if (setup.setUp || (member && member.role !== "admin")) redirect("/");
  if (!member) redirect("/sign-in?next=/setup");
  const page = await openPageFor(member, setup.teamName);
  await page.load(page.trpc.library.status.queryOptions());
  await page.load(page.trpc.team.settings.queryOptions());
  return (
    <ViewerProvider viewer={page.viewer}>
      <LiveProvider since={await latestEventId(database())}>
        <SetupFrame>{page.hydrate(<SetupView />)}</SetupFrame>
      </LiveProvider>
    </ViewerProvider>
  );
}
