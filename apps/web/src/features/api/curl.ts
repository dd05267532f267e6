import { RUN_SCHEMA } from "@yardlet/core/run";
import { API_PATH } from "@/server/api/address.ts";
import type { RecordName, Route } from "@/server/api/route.ts";

/** Stands for the key in a command, as the shell reads it. */
export const KEY_VARIABLE = "$YARDLET_KEY";

const SAMPLES = {
  Run: {
    schema: RUN_SCHEMA,
    run_id: "run-1",
    repo: "storefront",
    task_id: "task-1",
    agent: { name: "claude", session: "s-1" },
    eval_state: "Done",
    ended_at: "2026-11-20T10:00:00Z",
  },
  Packet: {
    run_id: "run-1",
    task_id: "task-1",
    task_signature: "bugfix/web-ui",
    reason_codes: ["validation_failed/tests_failed"],
    missing_actions: ["Run the tests of the package before the end."],
    symptom: "two tests of the cart fail",
    minimal_repro_refs: ["https://ci.example.com/7"],
    severity: "medium",
  },
} as const satisfies Record<RecordName, object>;

/** A message is signed by whoever sends it, so that its line says only where it goes. */
const SIGNED = '-H "X-Hub-Signature-256: sha256=…" -d \'{"ref":"refs/heads/main"}\'';

/** One line for the shell that asks this route of this server. Names in the path stand as they are in braces. */
export function curlOf({ method, path, permission, takesRecords, record, body, proof }: Route, origin: string): string {
  const sample: unknown = takesRecords ? SAMPLES[record] : body?.meta()?.examples;
  const sent = Array.isArray(sample) ? sample[0] : sample;
  const address = `${origin}${API_PATH}${path}`;
  return [
    "curl",
    ...(method === "GET" ? [] : ["-X", method]),
    proof === null ? (path.includes("{") ? `'${address}'` : address) : `'${address}?repo={repo}'`,
    ...(permission === null ? [] : [`-H "Authorization: Bearer ${KEY_VARIABLE}"`]),
    ...(proof === null ? [] : ['-H "Content-Type: application/json"', SIGNED]),
    ...(sent === undefined ? [] : ['-H "Content-Type: application/json"', `-d '${JSON.stringify(sent)}'`]),
  ].join(" ");
}
