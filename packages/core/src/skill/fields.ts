/** The frontmatter of the open Agent Skills format. */
export const OPEN_FIELDS = ["name", "description", "license", "compatibility", "metadata", "allowed-tools"] as const;

/** What a value may be: one of the kinds, or one of the listed words. */
export type FieldKind = "text" | "boolean" | "list" | "mapping" | readonly string[];

/**
 * Claude Code's own fields, with what it expects in each. `list` is text (comma or space separated) or a list of texts.
 * Source: the frontmatter reference of Claude Code's documentation on skills, read in November 2026.
 */
export const CLAUDE_CODE_FIELDS = {
  when_to_use: "text",
  "argument-hint": "list",
  arguments: "list",
  "disable-model-invocation": "boolean",
  "user-invocable": "boolean",
  "disallowed-tools": "list",
  model: "text",
  effort: ["low", "medium", "high", "xhigh", "max"],
  context: ["fork"],
  agent: "text",
  background: "boolean",
  hooks: "mapping",
  paths: "list",
  shell: ["bash", "powershell"],
} as const satisfies Record<string, FieldKind>;

/** Limits of the open format in code points; `listing` is where Claude Code cuts description and when_to_use together. */
export const FIELD_LIMITS = { description: 1024, compatibility: 500, listing: 1536 } as const;
