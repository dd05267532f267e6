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
  const count = running.data?.jobs.length ?? 0;
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
          {href === "/jobs" && count > 0 ? (
            <span className="cnt">
              {running.data?.next ? `${count}+` : count}
              <span className="vh"> queued or running</span>
            </span>
          ) : null}
        </Link>
      ))}
      <MorePages pathname={pathname} />
      <ViewerMenu />
    </nav>
  );
}
