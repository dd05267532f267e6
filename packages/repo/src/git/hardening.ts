/**
 * Settings given on git's command line, where they win over those of the repository: whatever a repository's own
 * configuration names as a program (hooks, monitors, drivers, helpers) is not run.
 * A path below /dev/null can't be made by anybody, so no hook can ever lie there.
 */
const SETTINGS = [
  "core.hooksPath=/dev/null",
  "core.fsmonitor=false",
  "core.attributesFile=/dev/null",
  "core.alternateRefsCommand=true",
  "core.quotePath=false",
  "core.pager=cat",
  "commit.gpgSign=false",
  "push.gpgSign=false",
  "push.followTags=false",
  "push.recurseSubmodules=no",
  "fetch.recurseSubmodules=false",
  "submodule.recurse=false",
  "gc.auto=0",
  "gc.autoDetach=false",
  "maintenance.auto=false",
  "i18n.commitEncoding=UTF-8",
  "i18n.logOutputEncoding=UTF-8",
] as const;

export const HARDENING: readonly string[] = ["--no-pager", ...SETTINGS.flatMap((setting) => ["-c", setting])];

const FILE_SERVER_SETTINGS = [
  "core.hooksPath=/dev/null",
  "core.fsmonitor=false",
  "core.alternateRefsCommand=true",
  "receive.autogc=false",
  "receive.denyCurrentBranch=refuse",
] as const;

/**
 * The other end of a `file://` URL runs on this host with our rights, and git drops our settings on the way to it. So it
 * gets them through its start command: no hook of a repository ever runs here. Constant text, nothing of it comes from outside.
 */
export function fileServerOption(option: "--upload-pack" | "--receive-pack"): string {
  const settings = FILE_SERVER_SETTINGS.map((setting) => `-c ${setting}`).join(" ");
  return `${option}=GIT_ALLOW_PROTOCOL= GIT_NO_LAZY_FETCH=1 git ${settings} ${option.slice(2)}`;
}
