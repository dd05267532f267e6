import { issuesOf } from "../error.ts";
import { type Receipt, ReceiptInputs, receiptOfRows } from "./receipt.ts";

/** The first place in which a receipt differs from what its own inputs give. */
export interface ReceiptProblem {
  path: string;
  stored: unknown;
  recomputed: unknown;
  message: string;
}

export type ReceiptCheck = { ok: true } | { ok: false; problem: ReceiptProblem };

const EXCERPT = 80;

/**
 * Computes a receipt again from its `inputs` alone: their hash, their canonical form and every number of the result must be
 * the stored ones. A forged receipt is a finding, never an error. Source: scoring.md, section E.
 */
export function verifyReceipt(receipt: Receipt): ReceiptCheck {
  const read = readInputs(receipt.inputs);
  if (!read.ok) return read;
  const { policy, source, pinned, ...inputs } = read.inputs;
  const recomputed = receiptOfRows({ ...inputs, meta: { source, pinned } }, policy);
  const problem = firstDifference(receipt, recomputed, "");
  return problem === null ? { ok: true } : { ok: false, problem };
}

function readInputs(text: string): { ok: true; inputs: ReceiptInputs } | { ok: false; problem: ReceiptProblem } {
  const refuse = (path: string, message: string) => ({
    ok: false as const,
    problem: { path, stored: excerpt(text, 0), recomputed: null, message: `${path} ${message}` },
  });
  const json = parseJson(text);
  if (json === undefined) return refuse("inputs", "is not JSON; ask for the receipt's file again");
  const parsed = ReceiptInputs.safeParse(json);
  if (parsed.success) return { ok: true, inputs: parsed.data };
  const [issue] = issuesOf(parsed.error);
  return refuse(["inputs", issue?.path].filter(Boolean).join("."), `is not what a receipt holds: ${issue?.message}`);
}

/** Undefined where the text is no JSON: no JSON text says undefined. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function firstDifference(stored: unknown, recomputed: unknown, path: string): ReceiptProblem | null {
  if (Object.is(stored, recomputed)) return null;
  if (isObject(stored) && isObject(recomputed)) {
    const [old, now] = [new Map(Object.entries(stored)), new Map(Object.entries(recomputed))];
    const keys = new Set([...now.keys(), ...old.keys()]);
    for (const key of keys) {
      const found = firstDifference(old.get(key), now.get(key), path === "" ? key : `${path}.${key}`);
      if (found) return found;
    }
    return null;
  }
  const at = typeof stored === "string" && typeof recomputed === "string" ? firstOther(stored, recomputed) : 0;
  const [was, is] = [excerpt(stored, at), excerpt(recomputed, at)];
  const message = `${path} is stored as ${JSON.stringify(was)} and its inputs give ${JSON.stringify(is)}`;
  return { path, stored: was, recomputed: is, message };
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function firstOther(a: string, b: string): number {
  let index = 0;
  while (index < a.length && a[index] === b[index]) index += 1;
  return index;
}

function excerpt(value: unknown, at: number): unknown {
  return typeof value === "string" && value.length > EXCERPT ? value.slice(at, at + EXCERPT) : value;
}
