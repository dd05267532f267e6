import { DomainError } from "../error.ts";
import { isLocalName, isPrivateAddress } from "../network/address.ts";
import { MOST_WEBHOOK_URL } from "./types.ts";

/** Where a webhook is sent. `allowed` means that the host's owner named it: it may be private, and reached without TLS. */
export interface WebhookTarget {
  url: string;
  /** Without brackets, as the URL standard writes it: `0x7f.1` is `127.0.0.1`. */
  host: string;
  port: number;
  secure: boolean;
  allowed: boolean;
}

const PROTOCOLS: readonly string[] = ["https:", "http:"];

/** A URL as the URL standard's parser takes it apart: the one spelling that counts. */
export type UrlParts = Readonly<Record<"href" | "protocol" | "hostname" | "port" | "username" | "password", string>>;

/**
 * Looks at a webhook's address; undefined is a text that is no URL. `allowed` are the hosts, or `host:port`, that may be private or without TLS.
 * @throws DomainError `invalid` for what is no address, `forbidden` for one that this installation does not send to
 */
export function targetOf(url: UrlParts | undefined, allowed: readonly string[]): WebhookTarget {
  if (!url || url.href.length > MOST_WEBHOOK_URL || !PROTOCOLS.includes(url.protocol) || url.hostname === "") {
    throw new DomainError("invalid", "this is not a webhook's address; write https://host/path");
  }
  if (url.username !== "" || url.password !== "" || url.href.includes("#")) {
    throw new DomainError("invalid", "a webhook's address may hold no user name, password or #; leave them out");
  }
  const secure = url.protocol === "https:";
  const host = url.hostname.replaceAll(/^\[|\]$/g, "");
  const port = url.port === "" ? (secure ? 443 : 80) : Number(url.port);
  const target = { url: url.href, host, port, secure, allowed: isNamed(allowed, host, port) };
  if (target.allowed) return target;
  if (!secure) {
    throw new DomainError("forbidden", `webhooks are sent over https; use it, or have ${host} allowed on the server`, {
      host,
    });
  }
  if (isLocalName(host) || isPrivateAddress(host)) throw privateTarget(host);
  return target;
}

/**
 * Says no when one of the addresses that a host has is not on the public internet.
 * @throws DomainError `forbidden`, or `unavailable` when there are none
 */
export function requirePublic({ host, allowed }: WebhookTarget, addresses: readonly string[]): void {
  if (addresses.length === 0) {
    throw new DomainError("unavailable", `the host ${host} is not known here; check the address`, { host });
  }
  if (!allowed && addresses.some(isPrivateAddress)) throw privateTarget(host);
}

function privateTarget(host: string): DomainError {
  return new DomainError(
    "forbidden",
    `${host} is not on the public internet; whoever runs the server can allow it with YARDLET_WEBHOOK_ALLOW`,
    { host },
  );
}

function isNamed(allowed: readonly string[], host: string, port: number): boolean {
  const bare = host.replace(/\.+$/, "").toLowerCase();
  return allowed.some((name) => name === bare || name === `${bare}:${port}` || name === `[${bare}]:${port}`);
}
