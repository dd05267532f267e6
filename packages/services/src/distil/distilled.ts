import type { CanonicalInput, DistilResult } from "@yardlet/core/distil";
import type { DistillationRow } from "@yardlet/db";
import type { Gathered } from "./gather.ts";
import type { LessonScope } from "./scope.ts";
import type { Targets } from "./targets.ts";

/** A distillation with all that it was made from and came to. */
export interface Distilled {
  row: DistillationRow;
  scope: LessonScope;
  gathered: Gathered;
  targets: Targets;
  basisHash: string;
  input: CanonicalInput;
  ok: boolean;
  result: DistilResult;
}
