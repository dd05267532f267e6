import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Door } from "@/features/frame/door.tsx";
import { nextPath } from "@/features/frame/next-path.ts";
import { SignInForm } from "@/features/frame/sign-in-form.tsx";
import { findMember, readSetupState } from "@/server/viewer.ts";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const given = (await searchParams).next;
  const next = nextPath(Array.isArray(given) ? given[0] : given);
  const [setup, member] = await Promise.all([readSetupState(), findMember()]);
  if (setup.needsAdmin) redirect("/setup");
  if (member) redirect(next);
  return (
    <Door title="Sign in" lead={`To ${setup.teamName}. Nobody can sign up: an admin sends an invitation.`}>
      <SignInForm next={next} />
    </Door>
  );
}
