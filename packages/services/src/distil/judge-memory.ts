import { type MemoryDesignResult, judgeMemoryDesign, refuseMemoryDesign } from "@yardlet/core/distil/memory";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";

/** Longer ones are for the command line: judging one must not hold up the server. */
const LONGEST = 512 * 1024;

export const JudgeMemoryInput = z.strictObject({
  text: z.string().max(LONGEST, {
    error: `a document has at most ${LONGEST} characters here; use "yardlet distil candidate" for a longer one`,
  }),
});

/** What `yardlet distil candidate` would answer to a document. Nothing is stored, and nothing of it is run. */
export function judgeMemory(ctx: ServiceContext, { text }: z.infer<typeof JudgeMemoryInput>): MemoryDesignResult {
  requirePermission(ctx, "run.read");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuseMemoryDesign({
      path: "",
      code: "schema_violation/input_not_json",
      message: "is not JSON; hand in one JSON document",
    });
  }
  return judgeMemoryDesign(value);
}
