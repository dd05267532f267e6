import { appendFile, lstat, mkdir, readFile, readlink, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { SKILLS_FOLDER, linkTarget, skillFolder } from "@yardlet/core/equip";
import { DomainError } from "@yardlet/core/error";
import type { GitRepo } from "@yardlet/repo";
import type { ShelvedSkill } from "./library.ts";

export interface LocalLink {
  /** From the root of the repository. */
  path: string;
  target: string;
}
