import { DomainError } from "@yardlet/core/error";
import { nearestNames } from "../output/nearest.ts";
import { printable } from "../output/printable.ts";
import type { VersionName } from "./evidence.ts";

/** Which scores were asked for: a skill's, or one version's as `<name>@<number>`. */
export interface Wanted {
  skill: string;
  version: number | undefined;
}

export function parseWanted(text: string | undefined): Wanted | undefined {
  if (text === undefined) return undefined;
  const [, skill = text, version] = /^(.+)@([1-9]\d{0,8})$/.exec(text) ?? [];
  return { skill, version: version === undefined ? undefined : Number(version) };
}

export function isWanted(wanted: Wanted | undefined, { skill, version }: VersionName): boolean {
  if (wanted === undefined) return true;
  return skill === wanted.skill && (wanted.version === undefined || version === wanted.version);
}

/** @throws DomainError `not_found` for a name that nothing here knows, with the nearest */
export function requireKnown({ skill, version }: Wanted, known: readonly string[]): void {
  if (version === undefined && known.includes(skill)) return;
  const nearest = nearestNames(skill, known);
  const hint =
    nearest.length > 0 && !nearest.includes(skill)
      ? `did you mean ${printable(nearest.join(" or "))}?`
      : 'run "yardlet skill score" to see all';
  const name = version === undefined ? skill : `${skill}@${version}`;
  throw new DomainError("not_found", `no run here has used a skill ${JSON.stringify(name)}; ${hint}`, { nearest });
}
