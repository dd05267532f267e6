import { EquippedAnswer, EquippedBody, WantedAnswer } from "@yardlet/core/version/answers";
import { getWanted, reportEquipped, type RepoWanted } from "@yardlet/services";
import * as z from "zod";
import { NOTHING, RepoName } from "./fields.ts";
import { bodyRoute, route, type Route } from "./route.ts";
import { fileAnswer } from "./skill-answers.ts";

const RepoParams = z.strictObject({ repo: RepoName });

/** What the command line asks to write a repo's skills itself. */
export const REPO_ROUTES: readonly Route[] = [
  route({
    method: "GET",
    path: "/repos/{repo}/wanted",
    summary: "What a repo should carry, with every file",
    permission: "repo.read",
    params: RepoParams,
    query: NOTHING,
    answer: WantedAnswer,
    handle: async (ctx, { params }) => ({ body: wantedAnswer(await getWanted(ctx, params)) }),
  }),
  bodyRoute({
    method: "POST",
    path: "/repos/{repo}/equipped",
    summary: "Tell what was placed in a repo, so that it is read again",
    permission: "repo.sync",
    params: RepoParams,
    query: NOTHING,
    body: EquippedBody,
    answer: EquippedAnswer,
    handle: async (ctx, { params, body }) => {
      const { slug, jobId } = await reportEquipped(ctx, { ...params, ...body });
      return { body: { repo: slug, job_id: jobId } };
    },
  }),
];

type Offered = RepoWanted["set"]["wanted"][number];

function wantedAnswer({ slug, commit, libraryCommit, set, files }: RepoWanted): z.input<typeof WantedAnswer> {
  const offered = ({ name, version, contentHash, treeHash, description, why }: Offered) => ({
    name,
    version,
    hash: contentHash,
    tree_hash: treeHash,
    description,
    why,
  });
  return {
    repo: slug,
    commit,
    library_commit: libraryCommit,
    presets: set.presets,
    wanted: set.wanted.map((skill) => ({ ...offered(skill), files: (files.get(skill.name) ?? []).map(fileAnswer) })),
    offered: set.offered.map(offered),
    vetoed: set.vetoed,
    retired: set.retired.map(({ name, replacedBy }) => ({ name, replaced_by: replacedBy })),
    gaps: set.gaps,
  };
}
