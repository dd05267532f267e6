import {
  DeprecateAnswer,
  DeprecateBody,
  RestoreAnswer,
  RestoreBody,
  SkillDiffAnswer,
  SkillVersionAnswer,
  SkillVersionsAnswer,
} from "@yardlet/core/version/answers";
import {
  deprecateSkill,
  diffVersions,
  getSkillVersion,
  listSkillVersions,
  restoreSkill,
  type ServiceContext,
} from "@yardlet/services";
import { DomainError } from "@yardlet/core/error";
import * as z from "zod";
import { Name, NOTHING } from "./fields.ts";
import { bodyRoute, route, type Route } from "./route.ts";
import { requireReadableHome } from "./scores.ts";
import { versionAnswer, versionDetailAnswer, waitingAnswer } from "./skill-answers.ts";

const Number = z.coerce.number().int().min(1).max(1_000_000);
const SkillParams = z.strictObject({ home: Name, name: Name });

/** What agents, CI and the command line may ask about skills. `home` is library or a repo. */
export const SKILL_ROUTES: readonly Route[] = [
  route({
    method: "GET",
    path: "/skills/{home}/{name}/versions",
    summary: "The versions of a skill, newest first; home is library or a repo",
    permission: "skill.read",
    params: SkillParams,
    query: NOTHING,
    answer: SkillVersionsAnswer,
    handle: async (ctx, { params }) => {
      await requireReadableHome(ctx, params.home);
      const { versions, state, replacedBy, waiting } = await listSkillVersions(ctx, params);
      return {
        body: {
          ...params,
          state,
          replaced_by: replacedBy,
          versions: versions.map(versionAnswer),
          waiting: waitingAnswer(waiting),
        },
      };
    },
  }),
  route({
    method: "GET",
    path: "/skills/{home}/{name}/versions/{version}",
    summary: "One version of a skill with every file",
    permission: "skill.read",
    params: SkillParams.extend({ version: Number }),
    query: NOTHING,
    answer: SkillVersionAnswer,
    handle: async (ctx, { params: { version: number, ...named } }) => {
      await requireReadableHome(ctx, named.home);
      return { body: { ...named, ...versionDetailAnswer(await getSkillVersion(ctx, { ...named, number })) } };
    },
  }),
  route({
    method: "GET",
    path: "/skills/{home}/{name}/diff",
    summary: "What differs between two versions of a skill, file by file",
    permission: "skill.read",
    params: SkillParams,
    query: z.strictObject({
      from: Number.meta({ description: "A version's number" }),
      to: Number.meta({ description: "A version's number" }),
    }),
    answer: SkillDiffAnswer,
    handle: async (ctx, { params, query }) => {
      await requireReadableHome(ctx, params.home);
      const { files, added, removed } = await diffVersions(ctx, { ...params, ...query });
      return { body: { ...params, ...query, files, added, removed } };
    },
  }),
  bodyRoute({
    method: "POST",
    path: "/skills/{home}/{name}/deprecate",
    summary: "Offer a skill of the library no more; it stays where it lies",
    permission: "skill.write",
    params: SkillParams,
    query: NOTHING,
    body: DeprecateBody,
    answer: DeprecateAnswer,
    handle: async (ctx, { params, body: { reason, replaced_by: replacedBy } }) => {
      await requireWritableHome(ctx, params.home);
      const done = await deprecateSkill(ctx, {
        ...params,
        reason,
        ...(replacedBy === undefined ? {} : { replacedBy }),
      });
      return {
        body: {
          ...params,
          state: "deprecated" as const,
          replaced_by: done.replacedBy,
          equipped: done.equipped.map(({ repoSlug, number }) => ({ repo: repoSlug, version: number })),
        },
      };
    },
  }),
  bodyRoute({
    method: "POST",
    path: "/skills/{home}/{name}/restore",
    summary: "Bring back a skill that was deprecated or pruned",
    permission: "skill.write",
    params: SkillParams,
    query: NOTHING,
    body: RestoreBody,
    answer: RestoreAnswer,
    handle: async (ctx, { params, body }) => {
      await requireWritableHome(ctx, params.home);
      const { was, jobId } = await restoreSkill(ctx, { ...params, ...body });
      return { body: { ...params, was, job_id: jobId } };
    },
  }),
];

/** What changes the library changes every repo: a key that is bound to one does not. */
async function requireWritableHome(ctx: ServiceContext, home: string): Promise<void> {
  const bound = await requireReadableHome(ctx, home);
  if (!bound || home === bound.slug) return;
  throw new DomainError(
    "forbidden",
    `this key is bound to ${bound.slug}, and the library is every repo's; use another`,
  );
}
