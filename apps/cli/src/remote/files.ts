import type { SkillFile } from "@yardlet/core/skill";
import type { SkillFileAnswer } from "@yardlet/core/version/answers";

/** A file as a server sends it, with its bytes. */
export function decodeFile({ path, mode, encoding, content }: SkillFileAnswer): SkillFile {
  return { path, mode, bytes: Uint8Array.from(Buffer.from(content, encoding)) };
}
