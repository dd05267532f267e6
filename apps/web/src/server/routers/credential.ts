import {
  createCredential,
  CreateCredentialInput,
  CredentialInput,
  getTrial,
  GetTrialInput,
  listCredentials,
  removeCredential,
  rotateCredential,
  RotateCredentialInput,
  tryCredential,
  TryCredentialInput,
} from "@yardlet/services";
import { procedure, router } from "../trpc/init.ts";

export const credentialRouter = router({
  list: procedure("credential.manage").query(({ ctx }) => listCredentials(ctx.service)),
  create: procedure("credential.manage")
    .input(CreateCredentialInput)
    .mutation(({ ctx, input }) => createCredential(ctx.service, input)),
  rotate: procedure("credential.manage")
    .input(RotateCredentialInput)
    .mutation(({ ctx, input }) => rotateCredential(ctx.service, input)),
  remove: procedure("credential.manage")
    .input(CredentialInput)
    .mutation(({ ctx, input }) => removeCredential(ctx.service, input)),
  try: procedure("credential.manage")
    .input(TryCredentialInput)
    .mutation(({ ctx, input }) => tryCredential(ctx.service, input)),
  trial: procedure("credential.manage")
    .input(GetTrialInput)
    .query(({ ctx, input }) => getTrial(ctx.service, input)),
});
