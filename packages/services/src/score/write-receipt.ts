import { receiptOfRows, type SkillMeta, type VersionKey } from "@yardlet/core/score";
import { findVersionOwner, getPolicy, loadReceiptRows, storeReceipt, type Db, type VersionOwner } from "@yardlet/db";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { ServiceContext } from "../context.ts";
import { baselineFrom } from "./comparison.ts";

/** Makes a receipt of a version as it stands, and stores it. Answers its id. */
export async function writeReceipt(
  ctx: ServiceContext,
  tx: Db,
  key: VersionKey,
  why: { purpose: string; by: string },
): Promise<string | null> {
  const owner = await findVersionOwner(tx, key.versionId);
  if (!owner) return null;
  const { version: policyVersion, policy } = await getPolicy(tx);
  const from = await baselineFrom(tx, key);
  const rows = await loadReceiptRows(tx, { ...key, skillId: owner.skillId, from });
  const receipt = receiptOfRows(
    {
      version: `${owner.home}/${owner.name}@${owner.number}`,
      asOf: newestOf(rows.units.map((row) => row[4])),
      from,
      meta: metaOf(owner),
      ...rows,
    },
    policy,
  );
  return storeReceipt(tx, {
    ...key,
    policy: policyVersion,
    formula: receipt.formula,
    inputsHash: receipt.inputsSha256,
    inputs: new Uint8Array(await promisify(gzip)(receipt.inputs)),
    result: receipt.result,
    at: ctx.now(),
    ...why,
  });
}

/** What a decision has to know about the skill of a version. */
export function metaOf({ source, pinned }: VersionOwner): SkillMeta {
  return { source, pinned };
}

/** A receipt is as of the last thing it knows, so that the same evidence gives the same receipt at any hour. */
function newestOf(times: readonly string[]): string {
  return times.reduce((newest, time) => (time > newest ? time : newest), "");
}
