import { distilText } from "@yardlet/core/distil";
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

/** An answer, and the bytes of the file that `yardlet distil candidate` writes. */
export interface JudgedMemory {
  result: MemoryDesignResult;
  file: string;
}

/** What `yardlet distil candidate` answers to a document. Nothing is stored, and nothing of it is run. */
export function judgeMemory(ctx: ServiceContext, input: z.infer<typeof JudgeMemoryInput>): JudgedMemory {
  requirePermission(ctx, "run.read");
  const result = judgeText(input.text);
  return { result, file: distilText(result) };
}

function judgeText(text: string): MemoryDesignResult {
  try {
    return judgeMemoryDesign(JSON.parse(text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return refuseMemoryDesign({
      path: "",
      code: "schema_violation/input_not_json",
      message: "is not JSON; hand in one JSON document",
    });
  }
}
