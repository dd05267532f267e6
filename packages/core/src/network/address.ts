import ipaddr from "ipaddr.js";

/** Addresses that are not the public internet. Source: the IANA special-purpose address registries (RFC 6890 and updates). */
const REFUSED_IPV4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
] as const;

/** The translating prefixes (NAT64, Teredo, 6to4, IPv4-mapped) can carry any private IPv4 address, so they are out whole. */
const REFUSED_IPV6 = [
  "::/96",
  "::ffff:0:0/96",
  "64:ff9b::/96",
  "64:ff9b:1::/48",
  "100::/64",
  "2001::/23",
  "2001:db8::/32",
  "2002::/16",
  "3fff::/20",
  "5f00::/16",
  "fc00::/7",
  "fe80::/10",
  "fec0::/10",
  "ff00::/8",
] as const;

const RANGES4 = REFUSED_IPV4.map((range) => ipaddr.IPv4.parseCIDR(range));
const RANGES6 = REFUSED_IPV6.map((range) => ipaddr.IPv6.parseCIDR(range));

/**
 * True for an address that is not on the public internet. `address` is a literal IP without brackets, in any spelling that a
 * resolver takes: decimal, octal, hexadecimal, with a zone. False for what is no address.
 */
export function isPrivateAddress(address: string): boolean {
  if (ipaddr.IPv4.isValid(address)) {
    const parsed = ipaddr.IPv4.parse(address);
    return RANGES4.some((range) => parsed.match(range));
  }
  if (!ipaddr.IPv6.isValid(address)) return false;
  const parsed = ipaddr.IPv6.parse(address);
  return RANGES6.some((range) => parsed.match(range));
}

/** Names that mean this host or this network segment, whatever a resolver says (RFC 6761, RFC 6762). */
export function isLocalName(host: string): boolean {
  return /(^|\.)(localhost|local|internal|localdomain|home\.arpa)\.*$/i.test(host);
}
