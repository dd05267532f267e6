import { type MemoryDesignResult, judgeMemoryDesign, refuseMemoryDesign } from "@yardlet/core/distil/memory";
import type { Answer, Invocation } from "../command.ts";
import { type Judged, judgeInput } from "../distil/judge.ts";
import { counted } from "../output/counted.ts";

/** `yardlet distil candidate --input <file> [--output <file>]`: whether a memory design may be used. */
export function distilCandidate(invocation: Invocation): Promise<Answer> {
  return judgeInput(
    {
      command: "distil candidate",
      output: "output/experience-to-skill-distiller/memory_design_candidate.json",
      judge: (value) => judgedOf(judgeMemoryDesign(value)),
      refuse: (problem) => judgedOf(refuseMemoryDesign(problem)),
    },
    invocation,
  );
}

function judgedOf(result: MemoryDesignResult): Judged<MemoryDesignResult> {
  const { ok, problems, hits, hits_left_out } = result;
  const found = hits.length + hits_left_out;
  return {
    document: result,
    problems,
    summary: ok ? "accepted" : `refused, ${counted(problems.length, "problem")}, ${counted(found, "forbidden act")}`,
  };
}
