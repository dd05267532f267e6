import { constants, open } from "node:fs/promises";
import { join } from "node:path";
import { unless } from "../disk/errno.ts";
import { blockedAbove, throughLink } from "../disk/state.ts";
import { TELEMETRY_PATH } from "./append.ts";

/** A line of the telemetry file, from 1. `text` is undefined where it is too long or no UTF-8. */
export interface TelemetryLine {
  readonly line: number;
  readonly text: string | undefined;
}

const NEWLINE = 0x0a;

/** Reads the telemetry file of a checkout line by line; none where there is no file. Only one line is in memory. */
export async function* readTelemetry(root: string, { maxBytes }: { maxBytes: number }): AsyncGenerator<TelemetryLine> {
  const blocked = await blockedAbove(root, TELEMETRY_PATH);
  if (blocked?.kind === "link") throw throughLink(blocked.path);
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  const handle = await unless(open(join(root, TELEMETRY_PATH), flags), "ENOENT", "ENOTDIR", "ELOOP", "EMLINK", "ENXIO");
  if (handle === undefined) return;
  try {
    if ((await handle.stat()).isFile()) yield* splitLines(handle.createReadStream({ autoClose: false }), maxBytes);
  } finally {
    await handle.close();
  }
}

async function* splitLines(chunks: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<TelemetryLine> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let line = 1;
  let parts: Uint8Array[] = [];
  let size = 0;
  const add = (part: Uint8Array) => {
    size += part.length;
    if (size <= maxBytes) parts.push(part);
  };
  const take = (): TelemetryLine => {
    const text = size <= maxBytes ? decode(decoder, Buffer.concat(parts)) : undefined;
    parts = [];
    size = 0;
    return { line: line++, text };
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      add(chunk.subarray(start, end));
      start = end + 1;
      yield take();
    }
    add(chunk.subarray(start));
  }
  if (size > 0) yield take();
}

function decode(decoder: TextDecoder, bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}
