import type { Repo } from "@yardlet/core/repo";
import { openRepo, type GitRepo, type LocationPolicy, type RepoLocation } from "@yardlet/repo";
import path from "node:path";
import type { ServiceContext, ServiceSettings } from "../context.ts";
import type { JobRun } from "../job/run.ts";

const GIT_TIMEOUT_MS = 300_000;

/** What this installation lets repos be. */
export function locationPolicy(settings: ServiceSettings): LocationPolicy {
  return {
    localRoots: settings.localRoots,
    allowFileUrls: settings.allowFileUrls,
    allowPrivateHosts: settings.allowPrivateHosts,
  };
}

export function locationOf(repo: Pick<Repo, "locationKind" | "location">): RepoLocation {
  return repo.locationKind === "path" ? { kind: "path", path: repo.location } : { kind: "url", url: repo.location };
}

/** Opens a repo on this worker: its folder, or its mirror brought up to date. */
export function openLocation(ctx: ServiceContext, location: RepoLocation, run: JobRun): Promise<GitRepo> {
  return openRepo(location, {
    policy: locationPolicy(ctx.settings),
    mirrorsDir: path.join(ctx.settings.dataDir, "mirrors"),
    signal: run.signal,
    timeoutMs: GIT_TIMEOUT_MS,
  });
}
