import type { CandidateKind, CandidateState } from "@yardlet/core/candidate";
import type { JobKind, JobState } from "@yardlet/core/job";
import type { EvalState } from "@yardlet/core/run";
import type { Marked, SearchKind } from "@yardlet/core/search";
import type { SkillState } from "@yardlet/core/skill";

/** Where a hit leads, by its kind. */
export type SearchPlace =
  | { kind: "skill"; home: string; name: string; state: SkillState | "absent" }
  | { kind: "repo"; slug: string; archived: boolean }
  | { kind: "run"; repo: string; runId: string; state: EvalState }
  | { kind: "task"; repo: string; intent: string; task: string }
  | { kind: "lesson"; scopeId: string; id: string; archived: boolean }
  | { kind: "candidate"; id: string; of: CandidateKind; state: CandidateState }
  | { kind: "job"; id: string; of: JobKind; state: JobState };

/** Something that was found. All its texts are somebody else's: pieces of text, never markup. */
export interface SearchHit {
  place: SearchPlace;
  name: Marked[];
  /** What is said of it; empty where nothing is. */
  about: Marked[];
  /** Where the words stand in its text; null where they stand above, or where no texts were asked for. */
  text: Marked[] | null;
  /** The repo or home that it belongs to. */
  where: string | null;
  at: Date | null;
}

export interface SearchGroup {
  kind: SearchKind;
  total: number;
  /** There are more than `total`: nobody counted on. */
  more: boolean;
  hits: SearchHit[];
}
