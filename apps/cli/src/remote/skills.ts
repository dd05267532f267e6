import { SkillName } from "@yardlet/core/skill/names";
import { DomainError } from "@yardlet/core/error";
import type { SkillFile } from "@yardlet/core/skill";
import {
  DeprecateAnswer,
  type DeprecateBody,
  RestoreAnswer,
  type RestoreBody,
  SkillVersionAnswer,
  SkillVersionsAnswer,
} from "@yardlet/core/version/answers";
import type { Invocation } from "../command.ts";
import { askServer, part } from "./ask.ts";
import { decodeFile } from "./files.ts";
import { type Server, findServer } from "./server.ts";

/** A skill as a server knows it: its home is the library or a repo. */
export interface RemoteSkill {
  home: string;
  name: string;
}

const LIBRARY = "library";
const VERSION_BYTES = 32 * 1024 * 1024;

/** The server that answers for skills here; undefined where files do, or are told to by --local. */
export function skillServer({ options, environment }: Pick<Invocation, "options" | "environment">) {
  return options.local ? Promise.resolve(undefined) : findServer(options, environment, { orLoggedIn: true });
}

/** `<name>` is the library's, `<home>/<name>` any. @throws DomainError `refused` for what is no name */
export function parseSkillName(text: string): RemoteSkill {
  const slash = text.lastIndexOf("/");
  const [home, said] = slash < 0 ? [LIBRARY, text] : [text.slice(0, slash), text.slice(slash + 1)];
  const name = SkillName.safeParse(said);
  if (name.success && home !== "") return { home, name: name.data };
  const why = name.success ? "its home is missing" : (name.error.issues[0]?.message ?? "it is not a name");
  throw new DomainError("refused", `${JSON.stringify(text)} is refused: ${why}`, { name: text });
}

function pathOf({ home, name }: RemoteSkill, more: string): string {
  return `/skills/${part(home)}/${part(name)}/${more}`;
}

export function fetchVersions(server: Server, skill: RemoteSkill, timeoutMs: number): Promise<SkillVersionsAnswer> {
  return askServer(server, {
    method: "GET",
    path: pathOf(skill, "versions"),
    answer: SkillVersionsAnswer,
    needs: "read skills",
    timeoutMs,
  });
}

/** One version with its files. */
export async function fetchVersion(
  server: Server,
  skill: RemoteSkill,
  number: number,
  timeoutMs: number,
): Promise<{ answer: SkillVersionAnswer; files: SkillFile[] }> {
  const answer = await askServer(server, {
    method: "GET",
    path: pathOf(skill, `versions/${number}`),
    answer: SkillVersionAnswer,
    needs: "read skills",
    timeoutMs,
    answerBytes: VERSION_BYTES,
  });
  return { answer, files: answer.files.map(decodeFile) };
}

export function sendDeprecate(server: Server, skill: RemoteSkill, body: DeprecateBody, timeoutMs: number) {
  return askServer(server, {
    method: "POST",
    path: pathOf(skill, "deprecate"),
    body,
    answer: DeprecateAnswer,
    needs: "change skills",
    timeoutMs,
  });
}

export function sendRestore(server: Server, skill: RemoteSkill, body: RestoreBody, timeoutMs: number) {
  return askServer(server, {
    method: "POST",
    path: pathOf(skill, "restore"),
    body,
    answer: RestoreAnswer,
    needs: "change skills",
    timeoutMs,
  });
}
