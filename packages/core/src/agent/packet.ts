import * as z from "zod";
import type { Detection } from "../classify/types.ts";
import { SkillName } from "../skill/names.ts";
import { AuthoredSkill } from "./result.ts";
import { AgentRunId } from "./run-parts.ts";
import { AuthoringAccess, AuthoringKind, AuthoringTopic } from "./authoring.ts";
import { fence, fenceList } from "./fence.ts";
import { RETURN_RULES, REWRITE_RULES, ROLE, TRUST, WRITING_RULES } from "./packet-words.ts";

/** The form of a packet. One that differs in what an agent may rely on gets another number. */
export const PACKET_VERSION = 1;

/** What of a packet a program reads: the first block of JSON in it. */
export const PacketHead = z.strictObject({
  schema: z.literal("yardlet.packet/1"),
  run_id: AgentRunId,
  kind: AuthoringKind,
  topic: AuthoringTopic,
  /** The name that a skill of kind `create` must have; null leaves it to the agent. */
  name: SkillName.nullable(),
  access: AuthoringAccess,
  /** Where the answer goes. */
  result: z.string(),
});
export type PacketHead = z.infer<typeof PacketHead>;

/** A task that failed and so speaks for the skill. */
export interface PacketTask {
  repo: string;
  intent: string;
  task: string;
  /** What happened, as its run said. */
  what: string;
}

/** Everything that a packet is made from. Whatever comes from the repo, from runs or from people is untrusted. */
export interface PacketFacts {
  runId: string;
  kind: AuthoringKind;
  topic: string;
  name: string | null;
  access: AuthoringAccess;
  repo: { name: string; commit: string | null };
  /** "library" or the repo's name. */
  home: string;
  /** Every tracked path, in any order. */
  paths: readonly string[];
  detections: readonly Detection[];
  languages: readonly { name: string; files: number }[];
  /** Paths worth a look, best first. */
  interest: readonly string[];
  /** What asked for the skill; null when a person did. */
  gap: { title: string; why: string; remedies: readonly string[]; tasks: readonly PacketTask[] } | null;
  catalogue: readonly { name: string; home: string; description: string }[];
  /** The text whose prose is to be written anew, and the marks in it that stay. */
  rewrite?: { description: string; body: string; marks: readonly string[] };
}

const LINES = {
  detections: { most: 40, length: 240 },
  languages: { most: 20, length: 80 },
  interest: { most: 120, length: 240 },
  tasks: { most: 20, length: 400 },
  catalogue: { most: 300, length: 240 },
} as const;

/** The result's JSON Schema, as every agent gets it. */
const RESULT_SCHEMA = JSON.stringify(z.toJSONSchema(AuthoredSkill, { io: "input" }), null, 1);

/**
 * What an agent is told, as Markdown: a head for programs, the role, the evidence, the catalogue, the rules and what to return.
 * The same facts make the same text, of some 250,000 characters at most. Untrusted text stands between marks that it can't close.
 */
export function compilePacket(facts: PacketFacts, resultFile: string): string {
  const { runId, kind, topic, name, access, repo, home } = facts;
  const head: PacketHead = {
    schema: "yardlet.packet/1",
    run_id: runId,
    kind,
    topic,
    name,
    access,
    result: resultFile,
  };
  const subject =
    name === null
      ? "Choose a name that says what the skill does, in lower-case words joined by hyphens."
      : `The skill is called \`${name}\`: return exactly this name.`;
  return [
    `# Write one agent skill\n\n${fence(JSON.stringify(head, null, 2), 16_000, "json")}`,
    `## Your role\n\n${ROLE}\n\n${TRUST}`,
    `## Subject\n\n${subject} It will be at home in ${home === "library" ? "the team's library" : "this repository"}. The topic, as it was asked for:\n\n${fence(topic, 4_000)}`,
    ...(facts.gap ? [gapText(facts.gap)] : []),
    ...(facts.rewrite ? [rewriteText(facts.rewrite)] : []),
    evidenceText(facts, repo.commit),
    ...(facts.rewrite ? [] : [catalogueText(facts)]),
    `## How to write it\n\n${WRITING_RULES.map((rule) => `- ${rule}`).join("\n")}`,
    `## What to return\n\n${RETURN_RULES.join("\n")}\n\n${fence(RESULT_SCHEMA, 64_000, "json")}`,
  ]
    .join("\n\n")
    .concat("\n");
}

/** Reads the head of a packet; undefined for a text that is none of this version. */
export function readPacketHead(packet: string): PacketHead | undefined {
  const block = /^(`{3,})json\n([\s\S]*?)\n\1$/m.exec(packet)?.[2];
  if (block === undefined) return undefined;
  try {
    return PacketHead.safeParse(JSON.parse(block)).data;
  } catch {
    return undefined;
  }
}

function catalogueText({ catalogue }: PacketFacts): string {
  const lines = catalogue.map((skill) => `${skill.name} (${skill.home}): ${skill.description}`);
  return `## Skills that exist\n\nNever write one of these again: when the topic is covered, say so in the rationale and write what they leave out.\n\n${listText(lines, LINES.catalogue)}`;
}

function rewriteText({ description, body, marks }: NonNullable<PacketFacts["rewrite"]>): string {
  const rules = [...REWRITE_RULES, `These marks stay, each once: ${marks.join(", ")}.`]
    .map((rule) => `- ${rule}`)
    .join("\n");
  return `## The text to write anew\n\n${rules}\n\nIts description:\n\n${fence(description, 4_000)}\n\nIts body:\n\n${fence(body, BODY_CHARACTERS)}`;
}

/** As much of a text as an agent is given; what is longer is not written anew. */
export const BODY_CHARACTERS = 100_000;

function gapText({ title, why, remedies, tasks }: NonNullable<PacketFacts["gap"]>): string {
  const known = remedies.length === 0 ? "" : `\n\nWhat is known to help:\n\n${fence(remedies.join("\n"), 4_000)}`;
  const lines = tasks.map(({ repo, intent, task, what }) => `${repo} · ${intent} · ${task}: ${what}`);
  return `## Why it is asked for\n\n${fence(`${title}\n${why}`, 4_000)}${known}\n\nThe tasks behind it, as their runs reported them:\n\n${listText(lines, LINES.tasks)}`;
}

function evidenceText(facts: PacketFacts, commit: string | null): string {
  const seen = facts.detections.flatMap(({ preset, confidence, evidence }) =>
    evidence.map(({ path, line, what }) => {
      return `${preset} (${confidence}): ${path}${line === undefined ? "" : `:${line}`} ${what}`;
    }),
  );
  return [
    `## The repository\n\nYour working directory is a copy of it${commit === null ? "" : ` at commit ${commit}`}: ${facts.paths.length} tracked files. Read it; what you change there is thrown away and counts against you.`,
    `What it is, and by which evidence:\n\n${listText(seen, LINES.detections)}`,
    `Files by language:\n\n${listText(
      facts.languages.map(({ name, files }) => `${name}: ${files}`),
      LINES.languages,
    )}`,
    `Files to look at first:\n\n${listText(facts.interest, LINES.interest)}`,
  ].join("\n\n");
}

function listText(lines: readonly string[], limits: { most: number; length: number }): string {
  return lines.length === 0 ? "(none)" : fenceList(lines, limits);
}
