import { open } from "node:fs/promises";
import { resolve } from "node:path";
import { DomainError } from "@yardlet/core/error";
import type { Environment } from "../env.ts";

const MIB = 1024 * 1024;

/** What a command reads: the size beyond which a file is not what it is taken for, and its remedies as people read them. */
export interface InputKind {
  mebibytes: number;
  folder: string;
  large: string;
  text: string;
}

const RUNS: InputKind = {
  mebibytes: 256,
  folder: "name a file of runs",
  large: "report it in several files",
  text: "a report is JSON, one record a line or a list of them",
};

/** Input as text; `changedAt` is the file's own time. */
export interface Input {
  text: string;
  bytes: Uint8Array;
  changedAt: Date | undefined;
}

/**
 * Reads a file, or standard input for `-`.
 * @throws DomainError `not_found`, `limit_reached` above the size of its kind, `invalid` for what is no UTF-8.
 */
export async function readInput(name: string, { cwd }: Environment, kind: InputKind = RUNS): Promise<Input> {
  if (name === "-") {
    const what = "standard input";
    return { ...decode(await collect(process.stdin, what, kind), what, kind), changedAt: undefined };
  }
  const file = await open(resolve(cwd, name)).catch(() => undefined);
  if (file === undefined) throw unreadable(name);
  try {
    const info = await file.stat();
    if (info.isDirectory()) throw new DomainError("invalid", `${name} is a folder; ${kind.folder}`, { path: name });
    const bytes = await collect(file.createReadStream({ autoClose: false }), name, kind);
    return { ...decode(bytes, name, kind), changedAt: info.mtime };
  } catch (error) {
    throw error instanceof DomainError ? error : unreadable(name);
  } finally {
    await file.close();
  }
}

function unreadable(name: string): DomainError {
  return new DomainError("not_found", `${name} cannot be read; check the path, or use - for standard input`, {
    path: name,
  });
}

async function collect(
  stream: AsyncIterable<Uint8Array>,
  name: string,
  { mebibytes, large }: InputKind,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > mebibytes * MIB)
      throw new DomainError("limit_reached", `${name} has more than ${mebibytes} MiB; ${large}`, { path: name });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Uint8Array, name: string, { text }: InputKind): Pick<Input, "text" | "bytes"> {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), bytes };
  } catch {
    throw new DomainError("invalid", `${name} is not UTF-8 text; ${text}`, { path: name });
  }
}
