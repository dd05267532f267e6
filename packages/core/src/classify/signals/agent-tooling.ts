import type { Signal } from "../types.ts";
import { files, states, uses } from "./conditions.ts";

/** Tools of coding agents, and what such agents load. */
export const AGENT_SIGNALS: Signal[] = [
  {
    preset: "agent-tooling",
    weight: 0.4,
    what: "plugin or extension of a coding agent",
    when: files(
      ".claude-plugin/{plugin,marketplace}.json gemini-extension.json .codex-plugin/** plugins/*/.claude-plugin/plugin.json",
      { alsoIn: ["hidden"] },
    ),
  },
  {
    preset: "agent-tooling",
    weight: 0.6,
    what: "skills to install",
    when: files("skills/**/SKILL.md SKILL.md */SKILL.md plugins/*/skills/*/SKILL.md", { atLeast: 2 }),
  },
  {
    preset: "agent-tooling",
    weight: 0.3,
    what: "agents, commands or hooks to install",
    when: files("{agents,commands,subagents}/**/*.md hooks/hooks.json plugins/*/{agents,commands}/*.md", {
      atLeast: 3,
    }),
  },
  {
    preset: "agent-tooling",
    weight: 0.3,
    what: "server for the Model Context Protocol",
    when: uses({
      npm: "@modelcontextprotocol/sdk @modelcontextprotocol/server fastmcp mcp-framework mcp-handler",
      python: "mcp fastmcp mcp-server",
      cargo: "rmcp mcp-sdk",
      go: "github.com/mark3labs/mcp-go github.com/modelcontextprotocol/go-sdk/mcp github.com/modelcontextprotocol/go-sdk",
      maven: "io.modelcontextprotocol.sdk:mcp",
      nuget: "modelcontextprotocol",
      gem: "mcp",
      composer: "mcp/sdk php-mcp/server",
    }),
    main: true,
  },
  {
    preset: "agent-tooling",
    weight: 0.5,
    what: "toolkit for coding agents",
    when: uses({
      npm: "@anthropic-ai/claude-agent-sdk @anthropic-ai/claude-code @openai/codex-sdk @agentclientprotocol/sdk @opencode-ai/sdk @opencode-ai/plugin @github/copilot-sdk",
      python: "claude-agent-sdk claude-code-sdk agent-client-protocol openai-codex-sdk",
      cargo: "agent-client-protocol",
    }),
    main: true,
  },
  {
    preset: "agent-tooling",
    weight: 0.4,
    what: "says that it serves agents",
    when: states([
      "npm.keyword:mcp",
      "npm.keyword:mcp-server",
      "npm.keyword:model-context-protocol",
      "npm.keyword:claude-plugin",
      "npm.keyword:agent-skills",
      "npm.keyword:opencode-plugin",
      "python.keyword:mcp",
      "python.keyword:mcp-server",
      "python.keyword:model-context-protocol",
      "cargo.keyword:mcp",
    ]),
    main: true,
  },
  {
    preset: "agent-tooling",
    weight: 0.6,
    what: "bears the name of the Model Context Protocol",
    when: states(["npm.mcp", "npm.name:mcp", "python.name:mcp", "cargo.name:mcp"]),
    main: true,
  },
  {
    preset: "agent-tooling",
    weight: 0.2,
    what: "entry in the registry of MCP servers",
    when: files("server.json smithery.yaml"),
  },
];
