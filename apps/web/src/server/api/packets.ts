import { DistilProblem } from "@yardlet/core/distil";
import { storePackets, type ServiceContext } from "@yardlet/services";
import * as z from "zod";
import type { BodyRecord } from "./read-records.ts";
import { answerEach } from "./report.ts";

const Count = z.int().min(0);

/** What became of each packet, as `POST /packets` answers. */
export const PacketReportAnswer = z.object({
  accepted: Count,
  duplicate: Count,
  rejected: Count,
  results: z.array(
    z.object({
      index: Count,
      status: z.enum(["accepted", "duplicate", "rejected"]),
      hash: z
        .string()
        .nullable()
        .meta({ description: "sha256 of its canonical JSON; null for one that cannot be read" }),
      problems: z.array(DistilProblem),
    }),
  ),
});
type PacketReportAnswer = z.infer<typeof PacketReportAnswer>;

/** Stores the packets of a body; what is no JSON is rejected at its own place. The status is 422 when nothing of it was taken. */
export async function reportPackets(
  ctx: ServiceContext,
  records: readonly BodyRecord[],
  repo: string | undefined,
): Promise<{ status: number; body: PacketReportAnswer }> {
  return answerEach(records, { judge: (packets) => storePackets(ctx, { repo, packets }), notJson });
}

function notJson(index: number, message: string): PacketReportAnswer["results"][number] {
  const code = "schema_violation/distil_input_invalid";
  return { index, status: "rejected", hash: null, problems: [{ path: "", code, message }] };
}
