import { Detection, Signal } from "@yardlet/core/classify";
import { RepoConfig } from "@yardlet/core/config";
import {
  EquipPlan,
  ErrorReport,
  Manifest,
  SkillChangeReport,
  SkillListReport,
  SkillSuggestReport,
  SkillValidateReport,
} from "@yardlet/core/equip";
import { DomainError } from "@yardlet/core/error";
import { RunRecord } from "@yardlet/core/run";
import { ReceiptVerifyReport, RunReport, ServerScoreReport, SkillScoreReport } from "@yardlet/core/run/command-report";
import { Receipt } from "@yardlet/core/score";
import { Finding } from "@yardlet/core/skill";
import {
  LoginReport,
  SkillDiffReport,
  SkillStateReport,
  SkillVersionsReport,
} from "@yardlet/core/version/command-report";
import * as z from "zod";
import type { Answer, Invocation } from "../command.ts";
import { columns } from "../output/columns.ts";
import { nearestNames } from "../output/nearest.ts";

/** Every file and answer that others may read or write, by the name `yardlet schema` takes. */
const SCHEMAS = {
  config: { what: ".agents/yardlet.yaml", schema: RepoConfig },
  detection: { what: "a preset that applies, with its evidence", schema: Detection },
  "equip-plan": { what: "what equipping would do", schema: EquipPlan },
  error: { what: "what any command prints with --json when it says no", schema: ErrorReport },
  finding: { what: "one thing the validator has to say", schema: Finding },
  login: { what: "yardlet login --json, logout --json", schema: LoginReport },
  manifest: { what: ".agents/skills/.yardlet.json", schema: Manifest },
  receipt: { what: "a score with everything it was computed from", schema: Receipt },
  "receipt-verify": { what: "yardlet skill score --verify --json", schema: ReceiptVerifyReport },
  run: { what: "one run of an agent, as it is reported", schema: RunRecord },
  "run-report": { what: "yardlet run report --json, run import --json", schema: RunReport },
  score: { what: "yardlet skill score --json", schema: SkillScoreReport },
  "score-server": { what: "yardlet skill score --json, where a server keeps the runs", schema: ServerScoreReport },
  signal: { what: "one entry of a library's signals.yaml", schema: Signal },
  "skill-change": { what: "yardlet skill equip --json, unequip --json", schema: SkillChangeReport },
  "skill-diff": { what: "yardlet skill diff --json", schema: SkillDiffReport },
  "skill-list": { what: "yardlet skill list --json", schema: SkillListReport },
  "skill-state": { what: "yardlet skill deprecate --json, restore --json", schema: SkillStateReport },
  "skill-suggest": { what: "yardlet skill suggest --json", schema: SkillSuggestReport },
  "skill-validate": { what: "yardlet skill validate --json", schema: SkillValidateReport },
  "skill-versions": { what: "yardlet skill versions --json", schema: SkillVersionsReport },
} as const satisfies Record<string, { what: string; schema: z.ZodType }>;

/** `yardlet schema [<name>]`: the JSON Schema of a contract, or the list of them. The schema is the answer in both forms. */
export async function printSchema({ args }: Invocation): Promise<Answer> {
  const [name] = args;
  const rows = Object.entries(SCHEMAS);
  if (name === undefined) {
    const schemas = rows.map(([key, { what }]) => ({ name: key, what }));
    const text = `${columns(
      schemas.map((row) => [row.name, row.what]),
      "",
    ).join("\n")}\n`;
    return { report: { schemas }, text, notes: [], exit: 0 };
  }
  const row = rows.find(([key]) => key === name);
  if (!row) throw unknownSchema(name);
  const { $schema, ...rest } = z.toJSONSchema(row[1].schema, { io: "input" });
  const report = { $schema, title: name, description: row[1].what, ...rest };
  return { report, text: `${JSON.stringify(report, null, 2)}\n`, notes: [], exit: 0 };
}

function unknownSchema(name: string): DomainError {
  const nearest = nearestNames(name, Object.keys(SCHEMAS));
  const hint = nearest.length > 0 ? `did you mean ${nearest.join(" or ")}?` : 'run "yardlet schema" to see all';
  return new DomainError("not_found", `there is no schema ${JSON.stringify(name)}; ${hint}`, { nearest });
}
