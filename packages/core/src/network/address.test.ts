import { expect, test } from "vitest";
import { isLocalName, isPrivateAddress } from "./address.ts";

test.each([
  "127.0.0.1",
  "127.255.255.254",
  "127.1",
  "2130706433",
  "0x7f000001",
  "0x7f.0.0.1",
  "0177.0.0.1",
  "017700000001",
  "0",
  "0.0.0.0",
  "10.0.0.1",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.1.1",
  "169.254.169.254",
  "0xa9fea9fe",
  "2852039166",
  "100.64.0.1",
  "192.0.0.192",
  "198.18.0.1",
  "224.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "0:0:0:0:0:0:0:1",
  "::ffff:127.0.0.1",
  "::ffff:7f00:1",
  "::ffff:8.8.8.8",
  "::127.0.0.1",
  "64:ff9b::a9fe:a9fe",
  "2002:7f00:1::",
  "2001:0:7f00:1::",
  "fc00::1",
  "fd00:ec2::254",
  "fe80::1",
  "fe80::1%eth0",
  "fe80::1%25lo",
  "fec0::1",
  "ff02::1",
])("%s is not on the public internet", (address) => {
  expect(isPrivateAddress(address)).toBe(true);
});

test.each(["8.8.8.8", "93.184.216.34", "172.32.0.1", "100.128.0.1", "192.0.1.1", "2606:4700::1", "2a00:1450::1"])(
  "%s is public",
  (address) => {
    expect(isPrivateAddress(address)).toBe(false);
  },
);

test.each(["", "example.com", "1.2.3.4.5", "256.256.256.256", "::g", "[::1]"])("%j is no address", (text) => {
  expect(isPrivateAddress(text)).toBe(false);
});

test.each([
  "localhost",
  "LOCALHOST",
  "localhost.",
  "localhost..",
  "a.localhost",
  "printer.local",
  "db.internal",
  "x.home.arpa",
])("%s means this host or this network", (host) => {
  expect(isLocalName(host)).toBe(true);
});

test.each(["example.com", "localhost.example.com", "notlocalhost", "internal.example"])(
  "%s is a public name",
  (host) => {
    expect(isLocalName(host)).toBe(false);
  },
);
