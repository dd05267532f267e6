import { TRPCError } from "@trpc/server";
import type { Metadata } from "next";
import { Door } from "@/features/frame/door.tsx";
import { JoinForm } from "@/features/team/join-form.tsx";
import { appRouter } from "@/server/app-router.ts";
import { contextOf } from "@/server/context.ts";
import { createCaller } from "@/server/trpc/init.ts";
import { Link } from "@/ui/link.tsx";

export const metadata: Metadata = { title: "Join", referrer: "no-referrer" };

export default async function JoinPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const api = createCaller(appRouter)(await contextOf(undefined));
  const invite = await api.invite.find({ token }).catch(showRefusal);
  if ("refused" in invite) {
    return (
      <Door title="This invitation does not work" lead={`${invite.refused}.`}>
        <p className="form">
          <Link className="link" href="/sign-in">
            Sign in instead
          </Link>
        </p>
      </Door>
    );
  }
  return (
    <Door title={`Join ${invite.teamName}`} lead={`You are invited as ${invite.role}.`}>
      <JoinForm token={token} />
    </Door>
  );
}

function showRefusal(error: unknown): { refused: string } {
  if (error instanceof TRPCError && error.code !== "INTERNAL_SERVER_ERROR") return { refused: error.message };
  throw error;
}
