"use client";

import { useQuery } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import { useTRPC } from "@/trpc/client.ts";
import { Icon, Mark } from "@/ui/glyph.tsx";
import { Link } from "@/ui/link.tsx";
import { MorePages } from "./more-pages.tsx";
import { isPageOf, PAGES } from "./pages.ts";
import { ViewerMenu } from "./viewer-menu.tsx";

export function Side() {
  const pathname = usePathname();
  const trpc = useTRPC();
  const running = useQuery(trpc.job.list.queryOptions({ states: ["queued", "running"], limit: 100 }));
  const waiting = useQuery(trpc.candidate.count.queryOptions());
  const counts: Readonly<Record<string, Count | undefined>> = {
    "/review": { count: waiting.data ?? 0, more: false, word: "open" },
    "/jobs": { count: running.data?.jobs.length ?? 0, more: Boolean(running.data?.next), word: "queued or running" },
  };
  return (
    <nav className="side" aria-label="Main">
      <Link className="brand" href="/">
        <Mark />
        Yardlet
      </Link>
      {PAGES.map(({ href, label, icon, ...page }) => (
        <Link
          key={href}
          className={"minor" in page ? "nav minor" : "nav"}
          href={href}
          aria-current={isPageOf({ href, ...page }, pathname) ? "page" : undefined}
        >
          <Icon name={icon} />
          {label}
          <CountMark of={counts[href]} />
        </Link>
      ))}
      <MorePages pathname={pathname} />
      <ViewerMenu />
    </nav>
  );
}

interface Count {
  count: number;
  /** There are more than were counted. */
  more: boolean;
  word: string;
}

function CountMark({ of }: { of: Count | undefined }) {
  if (of === undefined || of.count === 0) return null;
  return (
    <span className="cnt">
      {of.more ? `${of.count}+` : of.count}
      <span className="vh"> {of.word}</span>
    </span>
  );
}
