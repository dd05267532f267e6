import type { Repo } from "@yardlet/core/repo";
import { openRepo, type GitRepo, type RepoLocation } from "@yardlet/repo";
import path from "node:path";
import type { ServiceContext } from "../context.ts";
import { withSignIn } from "../credential/use.ts";
import type { JobRun } from "../job/run.ts";
import { locationPolicy } from "./policy.ts";

const GIT_TIMEOUT_MS = 300_000;

export function locationOf(repo: Pick<Repo, "locationKind" | "location">): RepoLocation {
  return repo.locationKind === "path" ? { kind: "path", path: repo.location } : { kind: "url", url: repo.location };
}

/** Opens a repo on this worker: its folder, or its mirror brought up to date, signed in with the credential for its host. */
export function openLocation(ctx: ServiceContext, location: RepoLocation, run: JobRun): Promise<GitRepo> {
  const options = {
    policy: locationPolicy(ctx.settings),
    mirrorsDir: path.join(ctx.settings.dataDir, "mirrors"),
    signal: run.signal,
    timeoutMs: GIT_TIMEOUT_MS,
    maxMirrorsBytes: ctx.settings.mirrorBytes?.all,
    maxMirrorBytes: ctx.settings.mirrorBytes?.each,
  };
  if (location.kind === "path") return openRepo(location, options);
  return withSignIn(ctx, location.url, (credential) =>
    openRepo(location, { ...options, ...(credential ? { credential } : {}) }),
  );
}
