import { CredentialKind } from "@yardlet/core/credential";
import { DomainError } from "@yardlet/core/error";
import {
  findCredentialOf,
  noteCredentialRefused,
  noteCredentialUsed,
  recordEvent,
  type CredentialRow,
} from "@yardlet/db";
import { type DeliveryProbe, type GitCredential, type GitRepo, probeDelivery, signInFailureOf } from "@yardlet/repo";
import * as z from "zod";
import { transact, type ServiceContext } from "../context.ts";
import type { JobRun } from "../job/run.ts";
import { placeOf } from "./place.ts";
import { openSignIn } from "./sealed.ts";

/** So long a use is not noted again. */
const USE_NOTED_MS = 60_000;

/** What would let Yardlet in: a credential for this host, or another secret in the one that there is. */
export const SignInWish = z.strictObject({
  kind: CredentialKind,
  host: z.string(),
  credentialId: z.string().nullable(),
});
export type SignInWish = z.infer<typeof SignInWish>;

/** Of an error that was about signing in: what would mend it. */
export function signInWishOf({ details }: DomainError): SignInWish | undefined {
  return SignInWish.safeParse(details.wish).data;
}

/**
 * Does something with a remote, with the credential for its host where there is one, and notes whether the host let it in. What the
 * work is given is kept in memory alone.
 * @throws DomainError as the work does, with a wish in its details where nobody was let in; `refused` or `unavailable` for a credential
 * that cannot be opened
 */
export async function withSignIn<T>(
  ctx: ServiceContext,
  url: string,
  work: (credential: GitCredential | undefined) => Promise<T>,
): Promise<T> {
  const place = placeOf(url);
  if (!place) return work(undefined);
  const row = await findCredentialOf(ctx.db, place);
  const credential = row && openSignIn(ctx, row);
  try {
    const done = await work(credential);
    if (row) await noteUsed(ctx, row);
    return done;
  } catch (error) {
    const failure = signInFailureOf(error);
    if (!(error instanceof DomainError) || failure === undefined) throw error;
    if (row && failure === "refused") await noteRefused(ctx, row, wordsOf(error));
    const wish: SignInWish = { ...place, credentialId: row?.id ?? null };
    throw new DomainError(error.code, error.message, { ...error.details, wish });
  }
}

/** How changes can reach a remote, and what would let them where nobody was let in. A refusal is noted as `withSignIn` does. */
export async function probeSignedIn(
  ctx: ServiceContext,
  git: GitRepo,
  { signal }: Pick<JobRun, "signal">,
): Promise<DeliveryProbe & { wish?: SignInWish }> {
  const probe = await probeDelivery(git, { signal });
  const place = probe.signIn && git.location.kind === "url" ? placeOf(git.location.url) : undefined;
  if (!place) return probe;
  const row = await findCredentialOf(ctx.db, place);
  if (row && probe.signIn === "refused") await noteRefused(ctx, row, probe.note);
  return { ...probe, wish: { ...place, credentialId: row?.id ?? null } };
}

/** What the host itself said, where it is known. */
function wordsOf({ details: { reason }, message }: DomainError): string {
  return (typeof reason === "string" && reason !== "" ? reason : message).replace(/[.\s]+$/, "");
}

async function noteUsed(ctx: ServiceContext, row: CredentialRow): Promise<void> {
  const at = ctx.now();
  const before = new Date(at.getTime() - USE_NOTED_MS);
  if (row.failedAt === null && row.usedAt !== null && row.usedAt >= before) return;
  await transact(ctx, async (tx) => {
    if (await noteCredentialUsed(tx, row, { at, before })) await recordEvent(tx, "credential", row.id);
  });
}

async function noteRefused(ctx: ServiceContext, row: CredentialRow, failure: string): Promise<void> {
  await transact(ctx, async (tx) => {
    if (await noteCredentialRefused(tx, row, { at: ctx.now(), failure })) await recordEvent(tx, "credential", row.id);
  });
}
