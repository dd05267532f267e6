import { join } from "node:path";
import type { CallOptions } from "../git/process.ts";
import { runGit } from "../git/run.ts";
import type { GitLayout } from "../location/layout.ts";
import { readHead, readObjectFormat } from "./head.ts";
import { type GitRepo, LOCK_NAME } from "./repo.ts";

/** Describes a repository of this host: a work tree (also a linked one) or a bare repository. Nothing is written. */
export async function describeCheckout(path: string, layout: GitLayout, options: CallOptions): Promise<GitRepo> {
  const [head, remoteUrl] = await Promise.all([
    readHead(layout.gitDir, options),
    readOrigin(layout.commonDir, options),
  ]);
  return {
    location: { kind: "path", path },
    ...layout,
    lockPath: join(layout.commonDir, LOCK_NAME),
    objectFormat: await readObjectFormat(layout.gitDir, head.commit, options),
    defaultBranch: head.branch,
    head: head.commit,
    remoteUrl,
    remote: undefined,
  };
}

/** Read as a plain file, without the files it may include. A sign-in inside the URL is taken out. */
async function readOrigin(commonDir: string, options: CallOptions): Promise<string | undefined> {
  const file = join(commonDir, "config");
  const args = ["config", "--file", file, "--no-includes", "--get", "remote.origin.url"];
  const { status, stdout } = await runGit({ ...options, args, answers: [1] });
  if (status !== 0) return undefined;
  const url = stdout.toString("utf8").trim();
  return url === "" ? undefined : url.replace(/^(https?:\/\/)[^/]*@/i, "$1");
}
