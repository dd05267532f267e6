import { DomainError } from "@yardlet/core/error";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { HttpRefusal } from "./http-error.ts";

const MIB = 1024 * 1024;

export interface BodyLimits {
  /** Bytes, as they come in and after unpacking. */
  bytes: number;
  /** How long the sender may take. */
  ms: number;
}

const ENCODINGS: ReadonlySet<string> = new Set(["", "identity", "gzip", "x-gzip"]);

/**
 * The text of a request's body, counted while it comes in: what the sender says of its length is not believed.
 * @throws DomainError `limit_reached` for more than `limits.bytes`, `invalid` for what is no gzip or no UTF-8;
 * HttpRefusal for another encoding, and for a sender that is too slow
 */
export async function readBody(request: Request, limits: BodyLimits): Promise<string> {
  const encoding = (request.headers.get("content-encoding") ?? "").trim().toLowerCase();
  if (!ENCODINGS.has(encoding)) {
    throw new HttpRefusal("unsupported_media_type", "the body is packed in a way that is not known; use gzip or none", {
      "Accept-Encoding": "gzip",
    });
  }
  const bytes = await readBytes(request, limits);
  return decode(encoding.endsWith("gzip") ? await unpack(bytes, limits) : bytes);
}

/** The bytes of a request's body, counted while they come in, as they are: a signature is over these. */
export async function readBytes(request: Request, { bytes, ms }: BodyLimits): Promise<Uint8Array> {
  const reader = request.body?.getReader();
  if (!reader) return new Uint8Array();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    void reader.cancel();
  }, ms);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (let part = await reader.read(); !part.done && size <= bytes; part = await reader.read()) {
      size += part.value.byteLength;
      chunks.push(part.value);
    }
  } catch {
    throw new DomainError("invalid", "the body broke off before its end; send it again");
  } finally {
    clearTimeout(timer);
  }
  if (size > bytes) {
    await reader.cancel();
    throw tooLarge(bytes);
  }
  if (late) throw new HttpRefusal("request_timeout", `the body took longer than ${ms / 1000} s; send less at a time`);
  return Buffer.concat(chunks, size);
}

async function unpack(packed: Uint8Array, { bytes }: BodyLimits): Promise<Uint8Array> {
  try {
    return await promisify(gunzip)(packed, { maxOutputLength: bytes });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(bytes);
    throw new DomainError("invalid", "the body is not gzip, as its content-encoding says, or it is cut off");
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new DomainError("invalid", "the body is not valid UTF-8; send it as UTF-8");
  }
}

function tooLarge(bytes: number): DomainError {
  return new DomainError("limit_reached", `a body has at most ${bytes / MIB} MiB, unpacked; send the rest in another`);
}
