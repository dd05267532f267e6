import {
  addRepos,
  AddReposInput,
  archiveRepo,
  ArchiveRepoInput,
  deletePushSecret,
  getPreview,
  GetPreviewInput,
  getPushHook,
  getRepo,
  GetRepoInput,
  listRepos,
  listInventory,
  ListInventoryInput,
  listRepoSlugs,
  ListReposInput,
  makePushSecret,
  moveRepo,
  MoveRepoInput,
  previewMove,
  PreviewMoveInput,
  previewRepos,
  PreviewReposInput,
  PushHookInput,
  requestRepoSync,
  RequestRepoSyncInput,
  setResultPhase,
  SetResultPhaseInput,
  updateRepoSettings,
  UpdateRepoSettingsInput,
} from "@yardlet/services";
import { procedure, router } from "../trpc/init.ts";
import { PAGING } from "../trpc/paging.ts";

export const repoRouter = router({
  list: procedure("repo.read")
    .input(ListReposInput)
    .query(({ ctx, input }) => listRepos(ctx.service, input)),
  slugs: procedure("repo.read").query(({ ctx }) => listRepoSlugs(ctx.service)),
  get: procedure("repo.read")
    .input(GetRepoInput)
    .query(({ ctx, input }) => getRepo(ctx.service, input)),
  inventory: procedure("repo.read")
    .input(ListInventoryInput.omit({ after: true }).extend(PAGING).strip())
    .query(({ ctx, input: { cursor, ...rest } }) =>
      listInventory(ctx.service, { ...rest, after: cursor ?? undefined }),
    ),
  startPreview: procedure("repo.add")
    .input(PreviewReposInput)
    .mutation(({ ctx, input }) => previewRepos(ctx.service, input)),
  preview: procedure("repo.add")
    .input(GetPreviewInput)
    .query(({ ctx, input }) => getPreview(ctx.service, input)),
  add: procedure("repo.add")
    .input(AddReposInput)
    .mutation(({ ctx, input }) => addRepos(ctx.service, input)),
  sync: procedure("repo.sync")
    .input(RequestRepoSyncInput)
    .mutation(({ ctx, input }) => requestRepoSync(ctx.service, input)),
  updateSettings: procedure("repo.configure")
    .input(UpdateRepoSettingsInput)
    .mutation(({ ctx, input }) => updateRepoSettings(ctx.service, input)),
  setResultPhase: procedure("repo.configure")
    .input(SetResultPhaseInput)
    .mutation(({ ctx, input }) => setResultPhase(ctx.service, input)),
  startMove: procedure("repo.configure")
    .input(PreviewMoveInput)
    .mutation(({ ctx, input }) => previewMove(ctx.service, input)),
  move: procedure("repo.configure")
    .input(MoveRepoInput)
    .mutation(({ ctx, input }) => moveRepo(ctx.service, input)),
  pushHook: procedure("repo.configure")
    .input(PushHookInput)
    .query(({ ctx, input }) => getPushHook(ctx.service, input)),
  makePushSecret: procedure("repo.configure")
    .input(PushHookInput)
    .mutation(({ ctx, input }) => makePushSecret(ctx.service, input)),
  deletePushSecret: procedure("repo.configure")
    .input(PushHookInput)
    .mutation(({ ctx, input }) => deletePushSecret(ctx.service, input)),
  archive: procedure("repo.archive")
    .input(ArchiveRepoInput)
    .mutation(({ ctx, input }) => archiveRepo(ctx.service, input)),
});
