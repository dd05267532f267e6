"use client";

import { useQuery } from "@tanstack/react-query";
import type { ViewPage } from "@yardlet/core/view";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useTRPC } from "@/trpc/client.ts";
import { Menu } from "@/ui/menu.tsx";
import type { ListUrl } from "@/url/list-state.ts";

const ViewPanel = dynamic(() => import("./view-panel.tsx").then((module) => module.ViewPanel), { ssr: false });

/** The member's saved views of a list: which one is open, all of them, and how to save another. */
export function ViewMenu({ page, url }: { page: ViewPage; url: ListUrl }) {
  const trpc = useTRPC();
  const views = useQuery(trpc.view.list.queryOptions({ page }));
  const [wanted, setWanted] = useState(false);
  const open = views.data?.find((view) => view.query === url.query);
  return (
    <Menu label={open ? "View" : "Views"} value={open?.name} onOpen={() => setWanted(true)}>
      {wanted ? <ViewPanel page={page} url={url} views={views.data ?? []} /> : null}
    </Menu>
  );
}
