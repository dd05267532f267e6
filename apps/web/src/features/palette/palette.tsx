"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { useDeferredValue, useState, type ReactNode } from "react";
import { PAGES } from "@/features/frame/pages.ts";
import { signOut } from "@/features/frame/session.ts";
import { setTheme, THEMES } from "@/features/frame/theme.ts";
import { useMay } from "@/features/frame/viewer.tsx";
import { errorOf } from "@/trpc/error.ts";
import { useTRPC, useTRPCClient } from "@/trpc/client.ts";
import { KeyHints } from "@/ui/button.tsx";
import { Modal } from "@/ui/dialog.tsx";
import { formatCount } from "@/ui/format.ts";
import { Icon, type IconName } from "@/ui/glyph.tsx";
import { toast } from "@/ui/toast.tsx";
import { showOverlay } from "./store.ts";

const KIND_ICONS = { repo: "repos", skill: "skills", job: "jobs" } as const satisfies Record<
  string,
  IconName
>;

/** Goes to any page, repo, skill or job, and does what needs no form. */
export function Palette({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState("");
  const query = useDeferredValue(typed.trim());
  const router = useRouter();
  const trpc = useTRPC();
  const found = useQuery(
    trpc.overview.search.queryOptions({ query }, { enabled: query.length > 0, placeholderData: keepPreviousData }),
  );
  const syncAll = useSyncAll();
  const maySync = useMay("repo.sync");
  const mayAdd = useMay("repo.add");
  const then = (act: () => void) => () => {
    onClose();
    act();
  };
  const hits = query.length > 0 ? (found.data ?? []) : [];
  return (
    <Modal label="Go to or do anything" onClose={onClose}>
      <Command className="palette" label="Go to or do anything" loop>
        <Command.Input
          placeholder="Go to or do anything"
          value={typed}
          onValueChange={setTyped}
        />
        <Command.List>
          <Command.Empty>{found.isFetching ? "Searching" : "Nothing has this name; Esc closes"}</Command.Empty>
          {hits.length > 0 ? (
            <Command.Group heading="Found" forceMount>
              {hits.map((hit) => (
                <Item
                  key={hit.href}
                  forced
                  icon={KIND_ICONS[hit.kind]}
                  end={hit.detail}
                  value={hit.href}
                  onSelect={then(() => router.push(hit.href))}
                >
                  {hit.label}
                </Item>
              ))}
            </Command.Group>
          ) : null}
          <Command.Group heading="Go to">
            {PAGES.map((page) => (
              <Item
                key={page.href}
                icon={page.icon}
                end={<KeyHints keys={["g", page.key]} />}
                onSelect={then(() => router.push(page.href))}
              >
                {page.label}
              </Item>
            ))}
          </Command.Group>
          <Command.Group heading="Do">
            {maySync ? (
              <Item icon="sync" onSelect={then(syncAll)}>
                Sync all repos
              </Item>
            ) : null}
            {mayAdd ? (
              <Item icon="equip" onSelect={then(() => router.push("/repos/add"))}>
                Add repos
              </Item>
            ) : null}
            {THEMES.map((theme) => (
              <Item key={theme} icon="theme" onSelect={then(() => setTheme(theme))}>
                {`Theme: ${theme}`}
              </Item>
            ))}
            <Item icon="help" end={<KeyHints keys={["?"]} />} onSelect={() => showOverlay("help")}>
              Show the keys of this page
            </Item>
            <Item icon="leave" onSelect={then(signOut)}>
              Sign out
            </Item>
          </Command.Group>
        </Command.List>
      </Command>
    </Modal>
  );
}

interface ItemProps {
  icon: IconName;
  end?: ReactNode;
  value?: string;
  forced?: boolean;
  onSelect: () => void;
  children: ReactNode;
}

function Item({ icon, end, value, forced = false, onSelect, children }: ItemProps) {
  return (
    <Command.Item onSelect={onSelect} forceMount={forced} {...(value ? { value } : {})}>
      <Icon name={icon} />
      <span className="cut">{children}</span>
      {end ? <span className="r">{end}</span> : null}
    </Command.Item>
  );
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
