import { open } from "node:fs/promises";
import { resolve } from "node:path";
import { DomainError } from "@yardlet/core/error";
import type { Environment } from "../env.ts";

/** More than a report ever holds; beyond it the file is not what it is taken for. */
const INPUT_BYTES = 256 * 1024 * 1024;

/** Input as text; `changedAt` is the file's own time. */
export interface Input {
  text: string;
  bytes: Uint8Array;
  changedAt: Date | undefined;
}

/**
 * Reads a file, or standard input for `-`.
 * @throws DomainError `not_found`, `limit_reached` above 256 MiB, `invalid` for what is no UTF-8.
 */
export async function readInput(name: string, { cwd }: Environment): Promise<Input> {
  if (name === "-") return { ...decode(await collect(process.stdin, name), "standard input"), changedAt: undefined };
  const file = await open(resolve(cwd, name)).catch(() => undefined);
  if (file === undefined)
    throw new DomainError("not_found", `${name} cannot be read; check the path, or use - for standard input`, {
      path: name,
    });
  try {
    const info = await file.stat();
    if (info.isDirectory())
      throw new DomainError("invalid", `${name} is a folder; name a file of runs`, { path: name });
    const bytes = await collect(file.createReadStream({ autoClose: false }), name);
    return { ...decode(bytes, name), changedAt: info.mtime };
  } finally {
    await file.close();
  }
}

async function collect(stream: AsyncIterable<Uint8Array>, name: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > INPUT_BYTES)
      throw new DomainError("limit_reached", `${name} has more than 256 MiB; report it in several files`, {
        path: name,
      });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Uint8Array, name: string): Pick<Input, "text" | "bytes"> {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), bytes };
  } catch {
    throw new DomainError(
      "invalid",
      `${name} is not UTF-8 text; a report is JSON, one record a line or a list of them`,
      {
        path: name,
      },
    );
  }
}
