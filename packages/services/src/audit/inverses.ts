import type { UndoInverse } from "@yardlet/core/version";
import type { Inverse } from "./inverse.ts";
import { REPO_INVERSES } from "./inverses-repo.ts";
import { SKILL_INVERSES } from "./inverses-skill.ts";
import { TEAM_INVERSES } from "./inverses-team.ts";

/** How each action that takes others back is done. */
export const INVERSES = {
  ...SKILL_INVERSES,
  ...REPO_INVERSES,
  ...TEAM_INVERSES,
} as const satisfies Record<UndoInverse, Inverse>;
