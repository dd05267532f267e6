import { AuthoredSkill } from "@yardlet/core/agent";
import { SkillApplyReport, SkillAuthoringReport, SkillReviewReport } from "@yardlet/core/agent/command-report";
import { ServerApplyReport, ServerAuthoringReport, ServerReviewReport } from "@yardlet/core/agent/server-report";
import { AuthoringRun } from "@yardlet/core/agent/run-file";
import { Detection, Signal } from "@yardlet/core/classify";
import { RepoConfig } from "@yardlet/core/config";
import { DistilInput, DistilResult } from "@yardlet/core/distil";
import { MemoryCandidate, MemoryDesignResult } from "@yardlet/core/distil/memory";
import { DistilReport, MemoryDesignReport } from "@yardlet/core/distil/command-report";
import {
  EquipPlan,
  ErrorReport,
  Manifest,
  SkillChangeReport,
  SkillListReport,
  SkillSuggestReport,
  SkillValidateReport,
} from "@yardlet/core/equip";
import { PublishedRun } from "@yardlet/core/run";
import { ReceiptVerifyReport, RunReport, ServerScoreReport, SkillScoreReport } from "@yardlet/core/run/command-report";
import { Receipt } from "@yardlet/core/score";
import { ScanFinding, SkillScanReport } from "@yardlet/core/scan";
import { Finding } from "@yardlet/core/skill";
import { SkillDiffReport, SkillStateReport, SkillVersionsReport } from "@yardlet/core/version/command-report";
import { LoginReport, ServerStateReport, ServerVersionsReport, SyncReport } from "@yardlet/core/version/server-report";
import * as z from "zod";

/** Every file and answer that others may read or write, by the name `yardlet schema` takes. */
const SCHEMAS = {
  authoring: { what: ".agents/runs/<run-id>/run.json", schema: AuthoringRun },
  config: { what: ".agents/yardlet.yaml", schema: RepoConfig },
  detection: { what: "a preset that applies, with its evidence", schema: Detection },
  distil: { what: "what yardlet distil --input reads", schema: DistilInput },
  "distil-report": { what: "yardlet distil --json", schema: DistilReport },
  "distil-result": { what: "what yardlet distil --output writes", schema: DistilResult },
  "equip-plan": { what: "what equipping would do", schema: EquipPlan },
  error: { what: "what any command prints with --json when it says no", schema: ErrorReport },
  finding: { what: "one thing the validator has to say", schema: Finding },
  login: { what: "yardlet login --json, logout --json", schema: LoginReport },
  manifest: { what: ".agents/skills/.yardlet.json", schema: Manifest },
  "memory-candidate": { what: "what yardlet distil candidate --input reads", schema: MemoryCandidate },
  "memory-design": { what: "what yardlet distil candidate --output writes", schema: MemoryDesignResult },
  "memory-design-report": { what: "yardlet distil candidate --json", schema: MemoryDesignReport },
  receipt: { what: "a score with everything it was computed from", schema: Receipt },
  "receipt-verify": { what: "yardlet skill score --verify --json", schema: ReceiptVerifyReport },
  run: { what: "one run of an agent, as it is reported", schema: PublishedRun },
  "run-report": { what: "yardlet run report --json, run import --json", schema: RunReport },
  "scan-finding": { what: "one thing the scan has to say", schema: ScanFinding },
  score: { what: "yardlet skill score --json", schema: SkillScoreReport },
  "score-server": { what: "yardlet skill score --json, where a server keeps the runs", schema: ServerScoreReport },
  signal: { what: "one entry of a library's signals.yaml", schema: Signal },
  "skill-apply": { what: "yardlet skill apply --json", schema: SkillApplyReport },
  "skill-apply-server": { what: "yardlet skill apply --json, on a server", schema: ServerApplyReport },
  "skill-authoring": { what: "yardlet skill research --json, create --json", schema: SkillAuthoringReport },
  "skill-authoring-server": {
    what: "yardlet skill research --json, create --json, on a server",
    schema: ServerAuthoringReport,
  },
  "skill-change": { what: "yardlet skill equip --json, unequip --json", schema: SkillChangeReport },
  "skill-diff": { what: "yardlet skill diff --json", schema: SkillDiffReport },
  "skill-list": { what: "yardlet skill list --json", schema: SkillListReport },
  "skill-result": { what: "skill-result.json, what an agent returns", schema: AuthoredSkill },
  "skill-review": { what: "yardlet skill review --json", schema: SkillReviewReport },
  "skill-review-server": { what: "yardlet skill review --json, on a server", schema: ServerReviewReport },
  "skill-scan": { what: "yardlet skill scan --json", schema: SkillScanReport },
  "skill-state": { what: "yardlet skill deprecate --json, restore --json", schema: SkillStateReport },
  "skill-state-server": {
    what: "yardlet skill deprecate --json, restore --json, on a server",
    schema: ServerStateReport,
  },
  "skill-suggest": { what: "yardlet skill suggest --json", schema: SkillSuggestReport },
  "skill-validate": { what: "yardlet skill validate --json", schema: SkillValidateReport },
  "skill-versions": { what: "yardlet skill versions --json", schema: SkillVersionsReport },
  "skill-versions-server": { what: "yardlet skill versions --json, on a server", schema: ServerVersionsReport },
  sync: { what: "yardlet sync --json", schema: SyncReport },
} as const satisfies Record<string, { what: string; schema: z.ZodType }>;

/** What `yardlet schema` can print, in order of name. */
export const SCHEMA_NAMES: readonly { name: string; what: string }[] = Object.entries(SCHEMAS).map(
  ([name, { what }]) => ({ name, what }),
);

/** The JSON Schema of a contract; undefined for a name that is none. */
export function schemaDocument(name: string): Record<string, unknown> | undefined {
  const row = Object.entries(SCHEMAS).find(([key]) => key === name)?.[1];
  if (row === undefined) return undefined;
  const { $schema, ...rest } = z.toJSONSchema(row.schema, { io: "input" });
  return { $schema, title: name, description: row.what, ...rest };
}

/** A schema as a file. */
export function schemaText(document: Record<string, unknown>): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
