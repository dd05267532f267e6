"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useTRPC } from "@/trpc/client.ts";

/** Has the server draw the text anew when a newer version than the drawn one is in force. */
export function StayFresh({ home, name, drawn }: { home: string; name: string; drawn: number }) {
  const trpc = useTRPC();
  const router = useRouter();
  const { data } = useSuspenseQuery(trpc.skill.get.queryOptions({ home, name }));
  const { version } = data.item;
  useEffect(() => {
    if (version !== null && version !== drawn) router.refresh();
  }, [version, drawn, router]);
  return null;
}
