"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { PAGES } from "@/features/frame/pages.ts";
import { signOut } from "@/features/frame/session.ts";
import { setTheme, THEMES } from "@/features/frame/theme.ts";
import { useMay } from "@/features/frame/viewer.tsx";
import { visibleText } from "@/features/run/visible-text.ts";
import { SEARCH } from "@/features/search/search-params.ts";
import { errorOf } from "@/trpc/error.ts";
import { useTRPC, useTRPCClient } from "@/trpc/client.ts";
import { KeyHints } from "@/ui/button.tsx";
import { Modal } from "@/ui/dialog.tsx";
import { formatCount } from "@/ui/format.ts";
import { Icon } from "@/ui/glyph.tsx";
import { toast } from "@/ui/toast.tsx";
import { matches, type Action, type ActionGroup } from "./action.ts";
import { INNER_PAGES } from "./inner-pages.ts";
import { showOverlay } from "./store.ts";
import { useFound } from "./use-found.tsx";

/** Goes to any page and to whatever search finds, and does what needs no form. */
export function Palette({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState("");
  const query = typed.trim();
  const router = useRouter();
  const syncAll = useSyncAll();
  const maySync = useMay("repo.sync");
  const mayAdd = useMay("repo.add");
  const mayRun = useMay("agent.run");
  const mayDistil = useMay("distil.run");
  const then = (act: () => void) => () => {
    onClose();
    act();
  };
  const found = useFound(query, (href) => then(() => router.push(href))());
  const actions: Named[] = [
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
  const known: ActionGroup[] = [
    {
      heading: "Go to",
      actions: [...PAGES, ...INNER_PAGES]
        .filter(({ label }) => matches(label, query))
        .map((page) => ({
          id: page.label,
          icon: page.icon,
          label: page.label,
          end: "key" in page ? <KeyHints keys={["g", page.key]} /> : page.of,
          onSelect: then(() => router.push(page.href)),
        })),
    },
    {
      heading: "Do",
      actions: actions.filter(({ label }) => matches(label, query)).map((action) => ({ ...action, id: action.label })),
    },
  ];
  const everything: ActionGroup = {
    heading: "Search",
    actions:
      query === ""
        ? []
        : [
            {
              id: "search",
              icon: "search",
              label: `Search everything for “${visibleText(query)}”`,
              onSelect: then(() => router.push(SEARCH.href("/search", { q: query }))),
            },
          ],
  };
  const filled = (groups: ActionGroup[]) => groups.filter((group) => group.actions.length > 0);
  const shown = filled([...found.groups, ...known, everything]);
  const [first] = filled(found.done ? shown : [...known, everything]);
  const chosen = shown.some((group) => group.actions.some(({ id }) => id === at)) ? at : (first?.actions[0]?.id ?? "");
  return (
    <Modal label="Go to or do anything" onClose={onClose}>
      <Command
        className="palette"
        label="Go to or do anything"
        loop
        shouldFilter={false}
        value={chosen}
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
          {query !== "" && found.groups.length === 0 ? (
            <div className="none" role="status">
              {found.done ? `No hit for “${visibleText(query)}”` : "Searching"}
            </div>
          ) : null}
          {shown.map((group) => (
            <Command.Group key={group.heading} heading={group.heading}>
              {group.actions.map((action) => (
                <Command.Item key={action.id} value={action.id} onSelect={action.onSelect}>
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

/** What the palette does itself, told apart by what it is called. */
type Named = Omit<Action, "id" | "label"> & { label: string };

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
