import { expect, test } from "vitest";
import { parseEnv } from "./env.ts";

const COMPLETE = {
  DATABASE_URL: "postgresql://yardlet:secret@127.0.0.1:5432/yardlet",
  YARDLET_DATA: "/var/lib/yardlet",
  YARDLET_SECRET: "0123456789abcdef0123456789abcdef",
  YARDLET_URL: "https://yardlet.example.com/",
  YARDLET_LIBRARY: "/opt/yardlet/library",
  YARDLET_HOST_NAME: "box-1",
  YARDLET_LISTEN: "0.0.0.0",
};

test("a complete environment", () => {
  expect(parseEnv(COMPLETE)).toEqual({
    databaseUrl: "postgresql://yardlet:secret@127.0.0.1:5432/yardlet",
    secret: "0123456789abcdef0123456789abcdef",
    baseUrl: "https://yardlet.example.com",
    trustProxy: false,
    logLevel: "info",
    settings: {
      dataDir: "/var/lib/yardlet",
      host: "box-1",
      localRoots: undefined,
      allowFileUrls: false,
      allowPrivateHosts: false,
      mirrorBytes: { all: 53_687_091_200, each: 4_294_967_296 },
      builtinLibrary: "/opt/yardlet/library",
      secret: "0123456789abcdef0123456789abcdef",
      webhookAllow: [],
    },
  });
});

test("a proxy is trusted where somebody says so", () => {
  expect(parseEnv({ ...COMPLETE, YARDLET_TRUST_PROXY: "true" }).trustProxy).toBe(true);
});

test("every variable at fault is named, and no value is", () => {
  const run = () => parseEnv({ ...COMPLETE, YARDLET_SECRET: "hunter2", YARDLET_URL: "yardlet" });
  expect(run).toThrow(/YARDLET_SECRET: at least 32 hex digits.*\nYARDLET_URL: the address people open/);
  expect(run).not.toThrow(/hunter2/);
});
