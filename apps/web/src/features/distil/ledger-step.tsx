"use client";

import type { LedgerRow } from "@yardlet/core/distil";
import { formatBytes } from "@/ui/format.ts";
import { Check, Checks } from "@/ui/checks.tsx";
import { Section } from "@/ui/section.tsx";
import { Table, TableHead } from "@/ui/table.tsx";
import { ledgerSum, sumWords } from "./ledger-sum.ts";
import { shortId } from "./words.ts";

const HASH = 12;

/** One step of the ledger: before, what came, what went, after; and whether it adds up. */
export function LedgerStep({ row, balanced }: { row: LedgerRow; balanced: boolean }) {
  const sum = ledgerSum(row);
  return (
    <Section title="Ledger" note="lessons in force before and after">
      <LedgerTable row={row} />
      <Checks ruled>
        <Check state={sum.adds ? "pass" : "fail"} name="Adds up">
          {sumWords(sum)}
          {sum.same ? "; nothing changed, so both hashes are the same" : ""}
        </Check>
        <Check state={balanced ? "pass" : "fail"} name="Verified">
          {balanced
            ? "every id and both hashes were computed again from the row, and agree"
            : "computed again from the row, it does not agree; run the recount, and look at the audit log"}
        </Check>
      </Checks>
    </Section>
  );
}

function LedgerTable({ row }: { row: LedgerRow }) {
  const { state_before: before, state_after: after, stored_ids: stored, archived_ids: archived } = row;
  return (
    <Table dense label="Step of the ledger">
      <TableHead columns={["", ["Lessons", "num"], "What", ["Size", "num p2"]]} />
      <tbody>
        <StateRow name="Before" state={before} />
        <IdsRow name="+ stored" ids={stored} />
        <IdsRow name="− archived" ids={archived} />
        <StateRow name="After" state={after} />
      </tbody>
    </Table>
  );
}

function StateRow({ name, state }: { name: string; state: LedgerRow["state_before"] }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="num">{state.units.length}</td>
      <td className="t2">
        <code title={state.hash}>{state.hash.slice(0, HASH)}</code>
      </td>
      <td className="num t3 p2">{formatBytes(state.bytes)}</td>
    </tr>
  );
}

/** How many ids a row has room for. */
const IDS = 4;

function IdsRow({ name, ids }: { name: string; ids: readonly string[] }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="num">{ids.length}</td>
      <td className="t2 wrap">{idWords(ids)}</td>
      <td className="num t3 p2" />
    </tr>
  );
}

/** The hashes and ids of one step, under its row. */
export function LedgerFacts({ row }: { row: LedgerRow }) {
  const { state_before: before, state_after: after, stored_ids: stored, archived_ids: archived } = row;
  const facts = [
    { label: "Before", text: before.hash },
    { label: "Stored", text: idWords(stored) },
    { label: "Archived", text: idWords(archived) },
    { label: "After", text: after.hash },
  ];
  return (
    <dl className="facts why">
      {facts.map(({ label, text }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <code>{text}</code>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function idWords(ids: readonly string[]): string {
  const more = ids.length - IDS;
  if (ids.length === 0) return "none";
  return `${ids.slice(0, IDS).map(shortId).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
