"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { RepoState } from "@yardlet/core/repo";
import type { RepoListItem } from "@yardlet/services";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useMay } from "@/features/frame/viewer.tsx";
import { ViewMenu } from "@/features/view/view-menu.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { ButtonLink } from "@/ui/button.tsx";
import { EmptyState } from "@/ui/empty-state.tsx";
import { formatCount } from "@/ui/format.ts";
import { useKey } from "@/ui/keys.ts";
import { plainOptions } from "@/ui/list/list-bar.tsx";
import { List } from "@/ui/list/list.tsx";
import { PageHead } from "@/ui/page-head.tsx";
import { useListUrl } from "@/url/use-list-url.ts";
import { repoListOptions } from "./queries.ts";
import { REPOS } from "./repo-columns.tsx";
import { REPO_LIST, REPO_STATES } from "./search-params.ts";

const RepoPeek = dynamic(() => import("./repo-peek.tsx").then((module) => module.RepoPeek));

const STATE_WORDS = { new: "first sync", ready: "read", error: "can’t be read" } as const satisfies Record<
  RepoState,
  string
>;
const STATE_OPTIONS = REPO_STATES.map((value) => ({ value, label: STATE_WORDS[value] }));

export function RepoList() {
  const { state, url } = useListUrl(REPO_LIST);
  const trpc = useTRPC();
  const router = useRouter();
  const list = useQuery({ ...repoListOptions(trpc, state), placeholderData: keepPreviousData });
  const library = useQuery(trpc.library.status.queryOptions());
  const presets = plainOptions((library.data?.presets ?? []).map(({ name }) => name));
  const mayAdd = useMay("repo.add");
  useKey("n", "Add repos", () => router.push("/repos/add"), mayAdd);
  return (
    <List
      kind={REPOS}
      url={url}
      query={list}
      filters={[
        { id: "preset", label: "Preset", any: "any preset", options: presets },
        { id: "state", label: "State", any: "any state", options: STATE_OPTIONS },
      ]}
      empty={<NoRepos mayAdd={mayAdd} />}
      tools={<ViewMenu page="repos" url={url} />}
      renderPeek={(slug, panel) => <RepoPeek key={slug} slug={slug} {...panel} />}
      head={
        <PageHead title="Repos" lead={leadOf(list.data ?? [])}>
          {mayAdd ? (
            <ButtonLink kind="primary" keys={["n"]} href="/repos/add">
              Add repos
            </ButtonLink>
          ) : null}
        </PageHead>
      }
    />
  );
}

function leadOf(repos: readonly RepoListItem[]): string {
  const count = (has: (repo: RepoListItem) => boolean) => repos.filter(has).length;
  const parts = [
    [count((repo) => repo.suggested > 0), "with suggestions"],
    [count((repo) => repo.behind > 0), "behind the library"],
    [count((repo) => repo.state === "error"), "that can’t be read"],
  ] as const;
  const told = parts.flatMap(([number, words]) => (number > 0 ? [`${number} ${words}`] : []));
  return [formatCount(repos.length, "repo"), ...told].join(", ") + ".";
}

function NoRepos({ mayAdd }: { mayAdd: boolean }) {
  return (
    <EmptyState
      title="No repos yet"
      command="npx yardlet skill suggest"
      action={mayAdd ? <ButtonLink href="/repos/add">Add repos</ButtonLink> : null}
    >
      {mayAdd ? "Add the repositories your agents work in" : "An admin adds the repositories your agents work in"}; a
      dry run shows what would be equipped. For one repository and no server, run this in its folder:
    </EmptyState>
  );
}
