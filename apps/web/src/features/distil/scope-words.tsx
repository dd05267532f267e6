import { Link } from "@/ui/link.tsx";
import { skillHrefOf } from "./place.ts";

/** What was distilled: all of one repo, or one skill everywhere. */
export interface Scope {
  repo: string | null;
  skill: { home: string; name: string } | null;
}

/** `repo parcel`, `skill cli-contract of library`. */
export function scopeWords({ repo, skill }: Scope): string {
  if (repo !== null) return `repo ${repo}`;
  return skill === null ? "nothing" : `skill ${skill.name} of ${skill.home}`;
}

export function ScopeLink({ scope: { repo, skill } }: { scope: Scope }) {
  if (repo !== null)
    return (
      <>
        in <Link href={`/repos/${repo}`}>{repo}</Link>
      </>
    );
  if (skill === null) return <span className="t3">gone</span>;
  return (
    <>
      <Link href={skillHrefOf(skill)}>{skill.name}</Link> everywhere
    </>
  );
}
