import { RUN_SCHEMA } from "@yardlet/core/run";
import { API_PATH } from "@/server/api/address.ts";
import type { Route } from "@/server/api/route.ts";

/** Stands for the key in a command, as the shell reads it. */
export const KEY_VARIABLE = "$YARDLET_KEY";

const SAMPLE = {
  schema: RUN_SCHEMA,
  run_id: "run-1",
  repo: "storefront",
  task_id: "task-1",
  agent: { name: "claude", session: "s-1" },
  eval_state: "Done",
  ended_at: "2026-11-20T10:00:00Z",
};

/** One line for the shell that asks this route of this server. Names in the path stand as they are in braces. */
export function curlOf({ method, path, permission, takesRecords, body }: Route, origin: string): string {
  const sample: unknown = takesRecords ? SAMPLE : body?.meta()?.examples;
  const sent = Array.isArray(sample) ? sample[0] : sample;
  const address = `${origin}${API_PATH}${path}`;
  return [
    "curl",
    ...(method === "GET" ? [] : ["-X", method]),
    path.includes("{") ? `'${address}'` : address,
    ...(permission === null ? [] : [`-H "Authorization: Bearer ${KEY_VARIABLE}"`]),
    ...(sent === undefined ? [] : ['-H "Content-Type: application/json"', `-d '${JSON.stringify(sent)}'`]),
  ].join(" ");
}
