import { expect, test } from "vitest";
import { gitEnvironment, isBehindProxy } from "./environment.ts";

const HOST = {
  PATH: "/bin",
  HOME: "/home/ada",
  SSH_AUTH_SOCK: "/run/agent",
  https_proxy: "http://proxy:3128",
  NO_PROXY: "localhost",
  GIT_DIR: "/elsewhere",
  GIT_WORK_TREE: "/elsewhere",
  GIT_INDEX_FILE: "/elsewhere",
  GIT_CONFIG_COUNT: "1",
  GIT_CONFIG_KEY_0: "core.fsmonitor",
  GIT_EXTERNAL_DIFF: "evil",
  GIT_TRACE: "/tmp/trace",
  GIT_EXEC_PATH: "/evil",
  GIT_TEMPLATE_DIR: "/evil",
  EDITOR: "vi",
  DATABASE_URL: "postgres://secret",
  LD_PRELOAD: "evil.so",
  LC_ALL: "ko_KR.UTF-8",
};

test("an allow-list: nothing that points git elsewhere, and no secret of the host", () => {
  expect(gitEnvironment({ hostSettings: true, transports: ["https"] }, HOST)).toEqual({
    PATH: "/bin",
    HOME: "/home/ada",
    SSH_AUTH_SOCK: "/run/agent",
    https_proxy: "http://proxy:3128",
    NO_PROXY: "localhost",
    LC_ALL: "C",
    LANGUAGE: "C",
    GIT_TERMINAL_PROMPT: "0",
    GIT_ASKPASS: "",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_LITERAL_PATHSPECS: "1",
    GIT_NO_REPLACE_OBJECTS: "1",
    GIT_NO_LAZY_FETCH: "1",
    GIT_ALLOW_PROTOCOL: "https",
  });
});

test("offline: no settings of the host, no transport at all", () => {
  expect(gitEnvironment({ hostSettings: false, transports: [] }, HOST)).toMatchObject({
    HOME: "/dev/null",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_ALLOW_PROTOCOL: "",
  });
});

test("knows a proxy by its variable", () => {
  expect(isBehindProxy({ https_proxy: "http://proxy" })).toBe(true);
  expect(isBehindProxy({ ALL_PROXY: "socks5://proxy" })).toBe(true);
  expect(isBehindProxy({ https_proxy: "", HTTP_PROXY: "http://proxy" })).toBe(false);
});
