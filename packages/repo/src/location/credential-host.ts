import { isIPv6 } from "node:net";
import { parseRepoUrl } from "./url.ts";

const DEFAULT_PORTS = { https: 443, ssh: 22, file: undefined } as const;

/**
 * The host that a credential for this address is bound to, in lower case, with the port when it is not the transport's own;
 * `undefined` for `file://`, which needs none.
 * @throws DomainError `invalid` or `forbidden` for what is no repository's address.
 */
export function credentialHost(url: string): string | undefined {
  const { transport, host, port } = parseRepoUrl(url, { allowFileUrls: true, allowPrivateHosts: true });
  if (transport === "file") return undefined;
  const name = (isIPv6(host) ? `[${host}]` : host).toLowerCase();
  return port === undefined || port === DEFAULT_PORTS[transport] ? name : `${name}:${port}`;
}
