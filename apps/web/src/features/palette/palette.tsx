"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { SearchHit } from "@yardlet/services";
import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { useDeferredValue, useState, type ReactNode } from "react";
import { PAGES } from "@/features/frame/pages.ts";
import { signOut } from "@/features/frame/session.ts";
import { setTheme, THEMES } from "@/features/frame/theme.ts";
import { useMay } from "@/features/frame/viewer.tsx";
import { runHref, taskHref } from "@/features/run/place.ts";
import { visibleText } from "@/features/run/visible-text.ts";
import { errorOf } from "@/trpc/error.ts";
import { useTRPC, useTRPCClient } from "@/trpc/client.ts";
import { KeyHints } from "@/ui/button.tsx";
import { Modal } from "@/ui/dialog.tsx";
import { formatCount } from "@/ui/format.ts";
import { Icon, type IconName } from "@/ui/glyph.tsx";
import { toast } from "@/ui/toast.tsx";
import { INNER_PAGES } from "./inner-pages.ts";
import { showOverlay } from "./store.ts";

const KIND_ICONS = {
  repo: "repos",
  skill: "skills",
  job: "jobs",
  run: "runs",
  task: "runs",
} as const satisfies Record<SearchHit["kind"], IconName>;

/** Goes to any page, repo, skill or job, and does what needs no form. */
export function Palette({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState("");
  const query = useDeferredValue(typed.trim());
  const router = useRouter();
  const trpc = useTRPC();
  const found = useQuery(
    trpc.overview.search.queryOptions({ query }, { enabled: query.length > 0, placeholderData: keepPreviousData }),
  );
  const syncAll = useSyncAll();
  const maySync = useMay("repo.sync");
  const mayAdd = useMay("repo.add");
  const mayRun = useMay("agent.run");
  const mayDistil = useMay("distil.run");
  const then = (act: () => void) => () => {
    onClose();
    act();
  };
  const hits = query.length > 0 ? (found.data ?? []) : [];
  const actions: Action[] = [
    ...(maySync ? [{ icon: "sync", label: "Sync all repos", onSelect: then(syncAll) } as const] : []),
    ...(mayAdd
      ? [{ icon: "equip", label: "Add repos", onSelect: then(() => router.push("/repos/add")) } as const]
      : []),
    ...(mayRun
      ? [
          { icon: "draft", label: "Research a skill…", onSelect: () => showOverlay("research") } as const,
          { icon: "equip", label: "Create a skill…", onSelect: () => showOverlay("create") } as const,
        ]
      : []),
    ...(mayDistil
      ? [{ icon: "lessons", label: "Distil lessons now…", onSelect: () => showOverlay("distil") } as const]
      : []),
    ...THEMES.map(
      (theme) => ({ icon: "theme", label: `Theme: ${theme}`, onSelect: then(() => setTheme(theme)) }) as const,
    ),
    {
      icon: "help",
      label: "Show the keys of this page",
      end: <KeyHints keys={["?"]} />,
      onSelect: () => showOverlay("help"),
    },
    { icon: "leave", label: "Sign out", onSelect: then(signOut) },
  ];
  const groups: { heading: string; actions: Action[] }[] = [
    {
      heading: "Found",
      actions: hits.map((hit) => ({
        id: hrefOf(hit),
        icon: KIND_ICONS[hit.kind],
        label: visibleText(hit.label),
        end: visibleText(hit.detail),
        onSelect: then(() => router.push(hrefOf(hit))),
      })),
    },
    {
      heading: "Go to",
      actions: [...PAGES, ...INNER_PAGES]
        .map((page) => ({
          icon: page.icon,
          label: page.label,
          end: "key" in page ? <KeyHints keys={["g", page.key]} /> : page.of,
          onSelect: then(() => router.push(page.href)),
        }))
        .filter(({ label }) => matches(label, query)),
    },
    { heading: "Do", actions: actions.filter(({ label }) => matches(label, query)) },
  ];
  const shown = groups.filter((group) => group.actions.length > 0);
  const first = shown[0]?.actions[0];
  const known = shown.some((group) => group.actions.some((action) => idOf(action) === at));
  return (
    <Modal label="Go to or do anything" onClose={onClose}>
      <Command
        className="palette"
        label="Go to or do anything"
        loop
        shouldFilter={false}
        value={known ? at : first ? idOf(first) : ""}
        onValueChange={setAt}
      >
        <Command.Input
          placeholder="Go to or do anything"
          value={typed}
          onValueChange={(text) => {
            setTyped(text);
            setAt("");
          }}
        />
        <Command.List>
          {shown.length === 0 ? (
            <div className="none">{found.isFetching ? "Searching" : "Nothing has this name; Esc closes"}</div>
          ) : null}
          {shown.map((group) => (
            <Command.Group key={group.heading} heading={group.heading}>
              {group.actions.map((action) => (
                <Command.Item key={idOf(action)} value={idOf(action)} onSelect={action.onSelect}>
                  <Icon name={action.icon} />
                  <span className="cut">{action.label}</span>
                  {action.end ? <span className="r">{action.end}</span> : null}
                </Command.Item>
              ))}
            </Command.Group>
          ))}
        </Command.List>
      </Command>
    </Modal>
  );
}

function hrefOf(hit: SearchHit): string {
  if (hit.kind === "run") return runHref(hit);
  return hit.kind === "task" ? taskHref(hit.repo, hit) : hit.href;
}

interface Action {
  /** What tells it apart; the label where there is none. */
  id?: string;
  icon: IconName;
  label: string;
  end?: ReactNode;
  onSelect: () => void;
}

function idOf({ id, label }: Action): string {
  return id ?? label;
}

/** Every word of the query stands in the label. */
function matches(label: string, query: string): boolean {
  const text = label.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Asks for a sync of every repo. */
function useSyncAll(): () => void {
  const api = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const sync = useMutation({
    mutationFn: async () => {
      const repos = await queries.fetchQuery(trpc.repo.list.queryOptions({}));
      await Promise.all(repos.map(({ slug }) => api.repo.sync.mutate({ slug })));
      return repos.length;
    },
    onSuccess: (count) => toast({ text: `Asked for a sync of ${formatCount(count, "repo")}` }),
    onError: (error) => toast({ text: errorOf(error).message, tone: "bad" }),
  });
  return () => sync.mutate();
}
