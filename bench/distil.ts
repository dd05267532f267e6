import { spawnSync } from "node:child_process";
import { distilDocument, distilText } from "@yardlet/core/distil";
import { median } from "./support/median.ts";

const PACKETS = 10_000;
const ROUNDS = 15;
/** What distilling may cost, as a multiple of parsing and re-serialising the same bytes. */
const PROMISE = 16;
const MEASURE = "--measure";

const CODES = [
  "validation_failed/tests_failed",
  "validation_failed/build_failed",
  "validation_failed/criterion_failed",
  "execution_error/command_failed",
  "no_progress/requirements_unclear",
  "policy_violation/scope_exceeded",
];

/** Packets as a busy team's runs give them: two in five fail, at 24 kinds of task, with 40 skills in three versions each. */
function makeInput(): string {
  const at = (index: number) => ({
    run_id: `2026-11-20-storefront-${index}`,
    task_signature: `${["feature", "bugfix", "refactor", "docs"][index % 4]}/${["web-ui", "cli-tool", "library", "backend-api", "game", "infra"][(index >> 2) % 6]}`,
    skills: [0, 1, 2].map((step) => ({
      name: `skill-${(index * 7 + step * 13) % 40}`,
      version: 1 + ((index >> 3) % 3),
    })),
  });
  const refs = (index: number) => [`run:2026-11-20-storefront-${index}`, `task:checkout-${index}`];
  const codes = (index: number) => [CODES[(index * 5) % 6], CODES[(index >> 4) % 6]];
  const experience = (_: unknown, index: number) => ({
    ...at(index),
    outcome: index % 5 < 3 ? "success" : "failure",
    gate_status: { passed: index % 5 < 2, validator_result_ref: `https://ci.example.com/runs/${index}` },
    evidence_refs: [...refs(index), `https://ci.example.com/logs/${index}`],
    reason_codes: index % 5 < 3 ? [] : codes(index),
    cost_proxy: { tokens: 1000 + index, latency_ms: 90_000 + index / 8 },
  });
  const failure = (_: unknown, index: number) => ({
    ...at(index * 5 + 3),
    task_id: `checkout-${index}`,
    reason_codes: codes(index * 5 + 3),
    missing_actions: [
      "Make the failing tests pass, or say why they are wrong.",
      "Read the command's output and correct it.",
    ],
    symptom: `the total of the cart is off by ${index % 17} cents when a voucher and a gift card are combined`,
    suspected_root_cause: "rounding happens per line and again for the sum",
    minimal_repro_refs: [...refs(index), `https://ci.example.com/repro/${index}`],
    severity: ["low", "medium", "high"][index % 3],
    last_actions: ["edited cart.ts", "ran the tests", "gave up"],
  });
  return JSON.stringify({
    schema: "yardlet.distil/1",
    run_id: "bench",
    experience_packets: Array.from({ length: PACKETS * 0.6 }, experience),
    failure_packets: Array.from({ length: PACKETS * 0.4 }, failure),
    budget: { max_candidates: 50, max_lessons: 500, max_output_bytes: 16 * 1024 * 1024 },
  });
}

const WORK = {
  nothing: (text: string) => text,
  "parse, serialise": (text: string) => JSON.stringify(JSON.parse(text)),
  distil: (text: string) => distilText(distilDocument(JSON.parse(text)).result),
} as const satisfies Record<string, (text: string) => string>;
type Work = keyof typeof WORK;

/** The most memory that a process of its own has held once it has done the work, in MiB. */
function memoryOf(work: Work): number {
  const { stdout } = spawnSync(process.execPath, [import.meta.filename, MEASURE, work], { encoding: "utf8" });
  return Number(stdout) / 1024;
}

/**
 * How long 10,000 packets take on a processor, and how much memory, against reading and writing them; other work on the machine counts
 * for neither. Fails when the promise is broken.
 */
export async function runDistilBench(): Promise<number> {
  const text = makeInput();
  const times: Record<"parse, serialise" | "distil", number[]> = { "parse, serialise": [], distil: [] };
  let result = "";
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [work, all] of Object.entries(times)) {
      const started = process.cpuUsage();
      result = WORK[work === "distil" ? "distil" : "parse, serialise"](text);
      const { user, system } = process.cpuUsage(started);
      all.push((user + system) / 1000);
    }
  }
  const [plain, distilling] = [median(times["parse, serialise"]), median(times.distil)];
  const base = memoryOf("nothing");
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
  console.log(
    `${PACKETS} packets, ${megabytes(text.length)} MB; result ${megabytes(result.length)} MB; median of ${ROUNDS} rounds by turns`,
  );
  console.log(
    `parse, serialise  ${plain.toFixed(0).padStart(5)} ms   ${(memoryOf("parse, serialise") - base).toFixed(0).padStart(4)} MiB`,
  );
  console.log(
    `distil            ${distilling.toFixed(0).padStart(5)} ms   ${(memoryOf("distil") - base).toFixed(0).padStart(4)} MiB`,
  );
  console.log(`ratio             ${(distilling / plain).toFixed(1).padStart(5)}      at most ${PROMISE}`);
  return distilling <= plain * PROMISE ? 0 : 1;
}

if (process.argv[2] === MEASURE) {
  const work = process.argv[3] === "distil" || process.argv[3] === "parse, serialise" ? process.argv[3] : "nothing";
  WORK[work](makeInput());
  process.stdout.write(String(process.resourceUsage().maxRSS));
}
