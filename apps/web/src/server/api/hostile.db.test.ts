import { ReportAnswer, type ReportResult } from "@yardlet/core/run";
import { runScoreAudit } from "@yardlet/services";
import { addTestRepos, addTestSkill } from "@yardlet/services/testing/evidence";
import { expect, inject, test } from "vitest";
import { linesBody, openTestApi, type TestApi } from "./testing/api.ts";
import { hostileRecords, randomOf, type HostileRecord } from "./testing/hostile.ts";

const RECORDS = 10_000;
const MOST_BYTES = 8 * 1024 * 1024;
const NOW = new Date("2026-11-25T12:00:00Z");

test(
  "10,000 hostile records bring nothing down, and nothing that is counted is wrong afterwards",
  { timeout: 120_000 },
  async () => {
    const api = await openTestApi(inject("serverUrl"), { now: () => NOW });
    try {
      await addTestRepos(api.services.ctx.db, ["parcel", "harbor"]);
      await addTestSkill(api.services.ctx.db, { name: "code-review", versions: 2 });
      const key = await api.newKey();
      const wrong: string[] = [];
      const counts = { accepted: 0, duplicate: 0, corrected: 0, rejected: 0 };
      for (const [at, batch] of batchesOf(hostileRecords(RECORDS, randomOf(41))).entries()) {
        const answer = await api.ask("/runs", { ...bodyOf(batch, at), key });
        if (answer.status !== 200) throw new Error(`${answer.status}: ${await answer.text()} ${api.bugs.join("\n")}`);
        const report = ReportAnswer.parse(await answer.json());
        expect(report.results.map(({ index }) => index)).toEqual(batch.map((_, index) => index));
        for (const word of words(counts)) counts[word] += report[word];
        wrong.push(...batch.flatMap((sent, index) => faultOf(sent, report.results[index]) ?? []));
      }
      expect(wrong.slice(0, 20)).toEqual([]);
      expect(counts.accepted + counts.duplicate + counts.corrected + counts.rejected).toBe(RECORDS);
      expect(counts.accepted).toBeGreaterThan(1_000);
      expect(counts.rejected).toBeGreaterThan(5_000);
      expect(await differences(api)).toBe(0);
    } finally {
      await api.close();
    }
  },
);

function words<T extends object>(counts: T): (keyof T & string)[] {
  const keys: (keyof T & string)[] = [];
  for (const key in counts) keys.push(key);
  return keys;
}

/** Why an answer is not what the attack asks for; undefined when it is. */
function faultOf({ attack, refusedAt }: HostileRecord, result: ReportResult | undefined): string | undefined {
  const { status, problems } = result ?? { status: "missing", problems: [] };
  const said = JSON.stringify({ status, problems }).slice(0, 300);
  if (status === "rejected" && !problems.every(({ message }) => message.trim().length > 0)) return `${attack}: ${said}`;
  if ((status === "rejected") !== problems.length > 0) return `${attack}: ${said}`;
  if (refusedAt === undefined) return undefined;
  if (refusedAt === null) return status === "rejected" ? `${attack} was refused: ${said}` : undefined;
  if (refusedAt === "*") return status === "rejected" ? undefined : `${attack} was taken`;
  return problems.some(({ path }) => path === refusedAt) ? undefined : `${attack} does not name ${refusedAt}: ${said}`;
}

/** Lists and lines in turn. */
function bodyOf(batch: readonly HostileRecord[], at: number) {
  const texts = batch.map(({ text }) => text);
  if (at % 2 === 0) return linesBody(texts.join("\n"));
  return { method: "POST", headers: { "content-type": "application/json" }, body: `[${texts.join(",")}]` };
}

function batchesOf(records: readonly HostileRecord[]): HostileRecord[][] {
  const batches: HostileRecord[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const record of records) {
    const size = Buffer.byteLength(record.text) + 1;
    bytes += size;
    if (bytes > MOST_BYTES - 2 || (batches.at(-1)?.length ?? 0) >= 1_000) {
      batches.push([]);
      bytes = size;
    }
    batches.at(-1)?.push(record);
  }
  return batches;
}

async function differences({ services }: TestApi): Promise<unknown> {
  const run = {
    attempt: 1,
    jobId: "",
    signal: new AbortController().signal,
    step: async () => undefined,
    log: async () => undefined,
  };
  return (await runScoreAudit(services.ctx, run))["differences"];
}
