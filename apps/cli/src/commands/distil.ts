import { type DistilOutcome, type DistilResult, distilDocument, refuseDistil } from "@yardlet/core/distil";
import type { Answer, Invocation } from "../command.ts";
import { type Judged, judgeInput } from "../distil/judge.ts";
import { counted } from "../output/counted.ts";

/** `yardlet distil --input <file> [--output <file>]`: lessons and proposals from packets, without server or repository. */
export function distilPackets(invocation: Invocation): Promise<Answer> {
  return judgeInput(
    {
      command: "distil",
      output: "output/experience-to-skill-distiller/result.json",
      judge: (value) => judgedOf(distilDocument(value)),
      refuse: (problem) => judgedOf(refuseDistil([problem], { runId: null, inputHash: null })),
    },
    invocation,
  );
}

function judgedOf({ ok, result }: DistilOutcome): Judged<DistilResult> {
  const { proposals, failure_lessons: lessons, deferred, problems } = result;
  const active = lessons.filter(({ archived }) => !archived).length;
  return {
    document: result,
    problems,
    summary: ok
      ? `${counted(proposals.length, "proposal")}, ${counted(active, "lesson")}, ${lessons.length - active} archived, ${deferred.length} deferred`
      : `refused, ${counted(problems.length, "problem")}`,
  };
}
