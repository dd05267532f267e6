import { lookup as systemLookup } from "node:dns/promises";
import { request as requestHttp, type IncomingMessage, type RequestOptions } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP } from "node:net";
import { DomainError } from "@yardlet/core/error";
import { requirePublic, type WebhookTarget } from "@yardlet/core/webhook";

/** So long a receiver may take, from the look-up of its name to the end of its answer. */
export const POST_TIMEOUT_MS = 10_000;
/** So much of an answer is read, and so much of that is kept. */
const MOST_READ = 64 * 1024;
const MOST_KEPT = 1_024;

export interface Answer {
  status: number;
  /** What the receiver asks for, in seconds. */
  retryAfter: number | undefined;
  /** The beginning of the body, as text. */
  text: string;
}

export interface Post {
  target: WebhookTarget;
  headers: Readonly<Record<string, string>>;
  body: string;
  signal: AbortSignal;
  /** Gives every address of a name; the system's resolver without it. */
  lookup?: (host: string) => Promise<readonly string[]>;
}

/**
 * Sends a message. The name is looked up once, every address is checked, and the connection is made to just those: a second answer
 * of the name server leads nowhere. Redirects are answers like others.
 * @throws DomainError `forbidden` for a private address, `unavailable` when no answer comes
 */
export async function postMessage(post: Post): Promise<Answer> {
  const timeout = AbortSignal.timeout(POST_TIMEOUT_MS);
  const signal = AbortSignal.any([post.signal, timeout]);
  try {
    const addresses = await addressesOf(post, signal);
    requirePublic(post.target, addresses);
    return await send({ ...post, signal }, addresses);
  } catch (error) {
    post.signal.throwIfAborted();
    if (error instanceof DomainError) throw error;
    throw new DomainError("unavailable", timeout.aborted ? "no answer within 10 seconds" : wordsOf(error));
  }
}

async function addressesOf({ target, lookup }: Post, signal: AbortSignal): Promise<readonly string[]> {
  if (isIP(target.host) !== 0) return [target.host];
  const found = (lookup ?? lookupHost)(target.host).catch(() => []);
  const aborted = new Promise<never>((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  return Promise.race([found, aborted]);
}

async function lookupHost(host: string): Promise<string[]> {
  return (await systemLookup(host, { all: true })).map(({ address }) => address);
}

function send({ target, headers, body, signal }: Post, addresses: readonly string[]): Promise<Answer> {
  const pinned = addresses.map((address) => ({ address, family: isIP(address) }));
  const options: RequestOptions = {
    method: "POST",
    agent: false,
    signal,
    headers: {
      "content-type": "application/json",
      "content-length": String(Buffer.byteLength(body)),
      "user-agent": "Yardlet",
      ...headers,
    },
    lookup(_host, { all }, callback) {
      const [first] = pinned;
      if (all) callback(null, pinned);
      else callback(null, first?.address ?? "", first?.family);
    },
  };
  return new Promise((resolve, reject) => {
    const request = (target.secure ? requestHttps : requestHttp)(target.url, options, (response) => {
      readAnswer(response).then(resolve, reject);
    });
    request.once("error", reject);
    request.end(body);
  });
}

async function readAnswer(response: IncomingMessage): Promise<Answer> {
  const kept: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    const bytes = Buffer.from(chunk);
    if (size < MOST_KEPT) kept.push(bytes.subarray(0, MOST_KEPT - size));
    size += bytes.length;
    if (size > MOST_READ) break;
  }
  const after = Number(response.headers["retry-after"]);
  return {
    status: response.statusCode ?? 0,
    retryAfter: Number.isFinite(after) && after > 0 ? after : undefined,
    text: readable(Buffer.concat(kept)),
  };
}

/** As text: what is no UTF-8, and control characters, show as such. */
function readable(bytes: Buffer): string {
  return bytes.toString("utf8").replaceAll(/[^\P{Cc}\n\t]/gu, "\u{FFFD}");
}

/** What went wrong on the way, without addresses: a refused connection and an unknown certificate are worth knowing. */
function wordsOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return WORDS[code] ?? `the connection failed${code === "" ? "" : ` (${code})`}`;
}

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens at this address",
  ECONNRESET: "the receiver closed the connection",
  EHOSTUNREACH: "the host is out of reach",
  ENETUNREACH: "the network is out of reach",
  CERT_HAS_EXPIRED: "its certificate has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is self-signed",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate is self-signed",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate is not trusted here",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another name",
};
