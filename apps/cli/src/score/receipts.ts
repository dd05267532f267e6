import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { DomainError, parseInput } from "@yardlet/core/error";
import type { ReceiptVerifyReport } from "@yardlet/core/run/command-report";
import { Receipt, verifyReceipt } from "@yardlet/core/score";
import type { Answer } from "../command.ts";
import type { Environment } from "../env.ts";
import { printable } from "../output/printable.ts";
import { readInput } from "../runs/input.ts";

/** Prints a receipt, or writes it to a file; `-` is standard output. */
export async function giveReceipt(receipt: Receipt, name: string, file: string, { cwd }: Environment): Promise<Answer> {
  const text = `${JSON.stringify(receipt, null, 2)}\n`;
  if (file === "-") return { report: receipt, text, notes: [], exit: 0 };
  try {
    await writeFile(resolve(cwd, file), text);
  } catch (error) {
    const code: unknown = Reflect.get(Object(error), "code");
    throw new DomainError("unavailable", `${file} could not be written (${String(code)}); name another file`, {
      path: file,
    });
  }
  return { report: receipt, text: `The receipt of ${name} is in ${file}\n`, notes: [], exit: 0 };
}

/**
 * Computes the receipt of a file again from its own inputs. Exit 1 where a stored number is another one.
 * @throws DomainError `invalid` for a file that is no receipt
 */
export async function verifyFile(file: string, environment: Environment): Promise<Answer> {
  const { text } = await readInput(file, environment);
  const receipt = parseInput(Receipt, parseJson(text, file), file);
  const check = verifyReceipt(receipt);
  const { inputsSha256 } = receipt;
  if (check.ok) {
    const report: ReceiptVerifyReport = { ok: true, inputsSha256 };
    return { report, text: `${file} verifies: its inputs give every number of its result\n`, notes: [], exit: 0 };
  }
  const report: ReceiptVerifyReport = { ok: false, inputsSha256, problem: check.problem };
  return { report, text: `${file} does not verify: ${printable(check.problem.message)}\n`, notes: [], exit: 1 };
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw new DomainError("invalid", `${file} is not JSON; name the file that --receipt wrote, or a page offered`, {
      path: file,
    });
  }
}
