"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import type { ReceiptDetail, ReceiptVerification } from "@yardlet/services";
import { noEvidence } from "@/features/run/words.ts";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { useTRPC, useTRPCClient } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { Button } from "@/ui/button.tsx";
import { Check, Checks } from "@/ui/checks.tsx";
import { CopyButton, CopyCommand } from "@/ui/copy.tsx";
import { Dialog } from "@/ui/dialog.tsx";
import { Fact, Facts } from "@/ui/facts.tsx";
import { formatBytes, formatCount, formatDay, formatNumber } from "@/ui/format.ts";
import { QueryError } from "@/ui/query-error.tsx";
import { saveText } from "@/ui/save-text.ts";
import { SkeletonTable } from "@/ui/skeleton.tsx";
import { Table, TableHead } from "@/ui/table.tsx";
import { When } from "@/ui/time.tsx";
import { toast } from "@/ui/toast.tsx";
import { formatCoins, formatFew, formatRange, formatScore } from "./format.ts";
import { ACTIONS, purposeWord, REASONS } from "./words.ts";

/** A receipt with its rows; it can be computed again here, or anywhere from its file. */
export function ReceiptDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const trpc = useTRPC();
  const api = useTRPCClient();
  const receipt = useQuery(trpc.score.receipt.queryOptions({ id }));
  const recompute = useMutation({ mutationFn: () => api.score.verifyReceipt.query({ id }), onError: tell });
  const download = useMutation({
    mutationFn: () => api.score.receiptFile.query({ id }),
    onSuccess: ({ name, text }) => saveText(name, text, "application/json"),
    onError: tell,
  });
  const { data } = receipt;
  return (
    <Dialog
      title={data ? `Receipt of ${data.name} v${data.version}` : "Receipt"}
      wide
      onClose={onClose}
      footer={
        <>
          <Button busy={download.isPending} disabled={!data} onClick={() => download.mutate()}>
            Download
          </Button>
          <Button onClick={onClose}>Close</Button>
          <Button kind="primary" busy={recompute.isPending} onClick={() => recompute.mutate()}>
            Recompute
          </Button>
        </>
      }
    >
      {receipt.isPending ? <SkeletonTable rows={6} columns={2} /> : null}
      {receipt.isError ? <QueryError error={receipt.error} onRetry={() => receipt.refetch()} /> : null}
      {recompute.data ? <Verified check={recompute.data} /> : null}
      {data ? <ReceiptBody receipt={data} /> : null}
    </Dialog>
  );
}

function tell(error: unknown): void {
  toast({ text: errorOf(error).message, tone: "bad" });
}

function Verified({ check: { text, rows } }: { check: ReceiptVerification }) {
  return (
    <div role="status">
      <Checks ruled>
        <Check state={text.ok ? "pass" : "fail"} name="Its own text">
          {text.ok ? "agrees to the last digit" : <UntrustedText text={text.problem.message} />}
        </Check>
        <Check state={rows.changed === 0 ? "pass" : "warn"} name="Evidence now">
          {rows.changed === 0
            ? `${formatCount(rows.checked, "row")} ${rows.checked === 1 ? "is" : "are"} what the database holds`
            : changedWords(rows)}
        </Check>
      </Checks>
    </div>
  );
}

function changedWords({ changed, checked, first }: ReceiptVerification["rows"]) {
  return (
    <>
      {changed} of {formatCount(checked, "row")} changed since, as late verdicts do
      {first ? (
        <>
          ; the first is <UntrustedText text={first.task} /> in {first.repoSlug}
          {first.now === null ? ", which is gone" : ""}
        </>
      ) : null}
    </>
  );
}

function ReceiptBody({ receipt }: { receipt: ReceiptDetail }) {
  const { score, uplift, decision } = receipt.result;
  const few = score.score === null || score.grade === "insufficient" || score.grade === "none";
  return (
    <>
      <Facts>
        <Fact label="Why">
          {purposeWord(receipt.purpose)}, {receipt.by}, <When at={receipt.at} />
        </Fact>
        <Fact label="Score">
          {few || score.score === null ? (
            formatFew(score.intents, receipt.minIntents)
          ) : (
            <>
              <b>{formatScore(score.score)}</b> {formatRange(score.lo, score.hi)}, n {score.intents}
            </>
          )}
        </Fact>
        <Fact label="Decision">
          {ACTIONS[decision.action].word.toLowerCase()}: {REASONS[decision.reason]}
        </Fact>
        <Fact label="Bet against it">{formatCoins(decision.evidence)} coins</Fact>
        <Fact label="With against without">
          {uplift.comparable ? `comparable, n ${uplift.withIntents} and ${uplift.withoutIntents}` : "not comparable"}
        </Fact>
        <Fact label="Formula and policy">
          {receipt.formula}, policy {receipt.policy}
        </Fact>
        <Fact label="Knows until">{receipt.asOf === "" ? "—" : <When at={new Date(receipt.asOf)} />}</Fact>
        <Fact label="Rows">
          {receipt.counted} counted, {receipt.excluded} not, {formatNumber(receipt.baseline)} without it;{" "}
          {formatBytes(receipt.bytes)}
        </Fact>
        <Fact label="Inputs, sha256">
          <code>{receipt.inputsHash}</code> <CopyButton text={receipt.inputsHash} label="Copy the hash" />
        </Fact>
      </Facts>
      <CopyCommand command="npx yardlet skill score --verify receipt.json" />
      <RowTable receipt={receipt} />
    </>
  );
}

function RowTable({ receipt: { rows, counted, excluded } }: { receipt: ReceiptDetail }) {
  const all = counted + excluded;
  return (
    <div className="receipt-rows">
      <Table dense label="Rows of the receipt">
        <TableHead columns={["Task", ["Repo", "p2"], ["u", "num"], ["Ended", "num p2"], ["Evidence", "num p2"]]} />
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.repoSlug} ${row.intent} ${row.task}`}>
              <th scope="row">
                <UntrustedText text={row.task} /> <span className="sub">{row.kind}</span>
              </th>
              <td className="t2 p2">{row.repoSlug}</td>
              <td className="num">
                {row.u === null ? (
                  <span className="t3" title={row.reason === null ? undefined : noEvidence(row.reason)}>
                    not counted
                  </span>
                ) : (
                  formatScore(row.u)
                )}
              </td>
              <td className="num t3 p2">{row.endedAt === null ? "—" : formatDay(new Date(row.endedAt))}</td>
              <td className="num t3 p2">
                <code>{row.digest.slice(0, 12)}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
      {all > rows.length ? (
        <p className="sm t3 under">
          The newest {rows.length} of {formatNumber(all)}; all are in the file.
        </p>
      ) : null}
    </div>
  );
}
