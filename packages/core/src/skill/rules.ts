import { compareText } from "./order.ts";
import type { Finding, Severity, ValidationProfile } from "./types.ts";

interface Rule extends Record<ValidationProfile, Severity | "off"> {
  /** The message; `{}` stands for what was found. It says what to do. */
  says: string;
  /** A folder with this fault cannot be hashed, named or listed, so a library leaves it out. */
  unusable?: true;
}

const always = (severity: Severity) => ({
  strict: severity,
  "claude-code": severity,
  lenient: severity,
});
const failsUnlessLenient = { strict: "error", "claude-code": "error", lenient: "warning" } as const;
const onlyStrict = { strict: "error", "claude-code": "off", lenient: "off" } as const;
const onlyClaudeCode = { strict: "off", "claude-code": "warning", lenient: "off" } as const;

/** Every rule of the validator: its severity in each profile, and what it tells the author. */
export const RULES = {
  "path-outside": {
    ...always("error"),
    unusable: true,
    says: "the path {} does not stay inside the skill folder; use a relative path without .., \\ or control characters",
  },
  "path-duplicate": { ...always("error"), unusable: true, says: "{} is there twice; keep one" },
  "path-portable": {
    ...always("warning"),
    says: "{}; rename it so that every system can check it out",
  },
  "folder-files": {
    ...failsUnlessLenient,
    unusable: true,
    says: "{}; move what the skill does not need elsewhere",
  },
  "folder-bytes": {
    ...failsUnlessLenient,
    unusable: true,
    says: "{}; move large files elsewhere and link to them",
  },
  "file-pointer": {
    ...always("warning"),
    says: "{} is only the pointer of a file in Git LFS, which agents would read in its place; put the file itself into git",
  },
  "skill-file-missing": {
    ...always("error"),
    unusable: true,
    says: "the folder has no SKILL.md{}",
  },
  "skill-file-bytes": {
    ...always("error"),
    unusable: true,
    says: "{}; move detail into references/",
  },
  "encoding-utf8": {
    ...failsUnlessLenient,
    unusable: true,
    says: "the file is not valid UTF-8; save it as UTF-8",
  },
  "encoding-bom": {
    strict: "error",
    "claude-code": "warning",
    lenient: "warning",
    says: "the file starts with a byte order mark, which the open format's reader refuses; save it without",
  },
  "frontmatter-missing": {
    ...always("error"),
    unusable: true,
    says: "the first line is not ---; start the file with frontmatter that has name and description",
  },
  "frontmatter-unclosed": {
    ...always("error"),
    unusable: true,
    says: "the frontmatter has no closing ---; add it on a line of its own",
  },
  "frontmatter-size": { ...always("error"), unusable: true, says: "{}; move prose into the body" },
  "frontmatter-mapping": {
    ...always("error"),
    unusable: true,
    says: "the frontmatter is {}; write key: value lines",
  },
  "yaml-syntax": {
    ...always("error"),
    unusable: true,
    says: "the frontmatter is not valid YAML: {}; put quotes around text that holds a colon or starts with a special character",
  },
  "yaml-key": {
    ...always("error"),
    unusable: true,
    says: "the key {} is refused; choose another name",
  },
  "yaml-tag": {
    ...always("error"),
    unusable: true,
    says: "the tag {} is refused; remove it, frontmatter is plain data",
  },
  "yaml-expansion": {
    ...always("error"),
    unusable: true,
    says: "the frontmatter {}; write it plainly",
  },
  "yaml-subset": {
    ...onlyStrict,
    says: "the open format's reader refuses {}; write plain key: value lines in block style",
  },
  "name-missing": { ...failsUnlessLenient, says: "name is missing; add name: {}" },
  "name-invalid": { ...failsUnlessLenient, unusable: true, says: "the name is not valid: {}" },
  "name-folder": { ...failsUnlessLenient, says: "{}; make them equal" },
  "description-missing": {
    ...always("error"),
    unusable: true,
    says: "description is missing; say in one or two sentences what the skill does and when to use it",
  },
  "description-length": {
    ...failsUnlessLenient,
    says: "the description has {} characters, at most 1024 are allowed; move detail into the body",
  },
  "key-unknown": {
    ...failsUnlessLenient,
    says: "{} is not a field of this format; move it under metadata or remove it",
  },
  "compatibility-type": {
    ...failsUnlessLenient,
    says: "compatibility is {}; write one line of text",
  },
  "compatibility-length": {
    ...failsUnlessLenient,
    says: "compatibility has {} characters, at most 500 are allowed; shorten it",
  },
  "compatibility-empty": {
    ...always("warning"),
    says: "compatibility is empty; fill it or remove it",
  },
  "license-type": {
    ...always("warning"),
    says: "license is {}; write a licence name or the name of a bundled file",
  },
  "metadata-type": { ...always("warning"), says: "metadata is {}; write a map of text to text" },
  "metadata-value": { ...always("warning"), says: "metadata.{}; write it as text" },
  "allowed-tools-type": {
    ...always("warning"),
    says: "allowed-tools is {}; write the tools as text, separated by spaces",
  },
  "field-value": { ...onlyClaudeCode, says: "{}" },
  "listing-length": {
    ...onlyClaudeCode,
    says: "description and when_to_use have {} characters together; Claude Code lists the first 1536",
  },
  "body-empty": {
    ...always("warning"),
    says: "there are no instructions below the frontmatter; write them",
  },
  "body-long": {
    ...always("info"),
    says: "SKILL.md has {} lines; above 500 an agent pays for detail it may not need, move some into references/",
  },
  "link-missing": {
    ...always("warning"),
    says: "{} is not in the folder; add the file or mend the path",
  },
  "link-outside": {
    ...always("warning"),
    says: "{} leads out of the skill folder, where another repository has something else; bring the file in or name it in words",
  },
} as const satisfies Record<string, Rule>;

export type RuleId = keyof typeof RULES;

/** What a check saw, before a profile gives it a severity. `detail` fills the `{}` of the rule's message. */
export interface Problem {
  rule: RuleId;
  detail?: string;
  file: string;
  line?: number;
}

/** The findings of a profile, in order of file, line, rule and message. Rules that the profile has off leave no trace. */
export function toFindings(problems: readonly Problem[], profile: ValidationProfile): Finding[] {
  return problems.flatMap((problem) => toFinding(problem, profile) ?? []).toSorted(compareFindings);
}

function toFinding({ rule, detail, file, line }: Problem, profile: ValidationProfile): Finding | undefined {
  const row: Rule = RULES[rule];
  const severity = row[profile];
  if (severity === "off") return undefined;
  const message = row.says.replace("{}", () => detail ?? "");
  return line === undefined ? { rule, severity, message, file } : { rule, severity, message, file, line };
}

/** Order of findings: file, line (none first), rule, message. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compareText(a.file, b.file) ||
    (a.line ?? 0) - (b.line ?? 0) ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message)
  );
}

/** Whether a folder with this problem cannot be taken into a library. */
export function isUnusable(problem: Problem): boolean {
  const row: Rule = RULES[problem.rule];
  return row.unusable === true;
}
