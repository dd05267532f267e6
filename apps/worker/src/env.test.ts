import { parseEnvironment } from "@yardlet/services";
import { expect, test } from "vitest";
import { agentSettingsOf, WorkerEnvironment } from "./env.ts";

const NEEDED = { DATABASE_URL: "postgresql://db/yardlet", YARDLET_LIBRARY: "/library" };
const read = (values: Record<string, string>) => parseEnvironment(WorkerEnvironment, { ...NEEDED, ...values });

test("one agent at a time, and none but the built-in one, unless the host says more", () => {
  const env = read({});
  expect(env.YARDLET_WORKER_AGENTS).toBe(1);
  expect(agentSettingsOf(env)).toEqual({ command: undefined, commandCredentials: undefined, api: undefined });
});

test("a program and a model that the host's owner set up", () => {
  const env = read({
    YARDLET_AGENT_COMMAND: '["/opt/agent", "--out", "{result}"]',
    YARDLET_AGENT_COMMAND_CREDENTIALS: "AGENT_KEY, OTHER_KEY",
    YARDLET_AGENT_API_PROVIDER: "compatible",
    YARDLET_AGENT_API_MODEL: "small",
    YARDLET_AGENT_API_URL: "http://127.0.0.1:8080/v1",
  });
  expect(agentSettingsOf(env)).toEqual({
    command: ["/opt/agent", "--out", "{result}"],
    commandCredentials: ["AGENT_KEY", "OTHER_KEY"],
    api: { provider: "compatible", model: "small", url: "http://127.0.0.1:8080/v1" },
  });
});

test.each([
  [{ YARDLET_AGENT_COMMAND: "/opt/agent --out" }, "YARDLET_AGENT_COMMAND: a JSON list of texts is expected"],
  [{ YARDLET_AGENT_COMMAND: "[]" }, "YARDLET_AGENT_COMMAND"],
  [
    { YARDLET_AGENT_API_PROVIDER: "openai" },
    "YARDLET_AGENT_API_MODEL: the agent api needs a provider and a model, both",
  ],
  [{ YARDLET_AGENT_API_PROVIDER: "acme", YARDLET_AGENT_API_MODEL: "m" }, "YARDLET_AGENT_API_PROVIDER"],
  [{ YARDLET_WORKER_AGENTS: "0" }, "YARDLET_WORKER_AGENTS"],
])("%j is refused with its name, at start", (values, message) => {
  expect(() => read(values)).toThrow(message);
});
