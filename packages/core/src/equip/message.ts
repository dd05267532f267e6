import { compareText } from "../skill/order.ts";
import type { PlanEntry } from "./types.ts";

/** Git shows about this much of a subject everywhere. */
const SUBJECT_CHARACTERS = 72;

const VERBS = { add: "Equip", update: "Update", remove: "Unequip" } as const;
type Verb = keyof typeof VERBS;

/** One line for the log, then every skill with its reason. `entries` are the executable ones of a plan. */
export function commitMessage(entries: readonly PlanEntry[], also: { links: number; config: boolean }): string {
  const body = entries.map((entry) => `- ${entry.action} ${entry.skill}${versions(entry)}: ${entry.reason}`);
  if (also.links > 0) body.push(`- ${also.links} ${also.links === 1 ? "link" : "links"} for other clients`);
  if (also.config) body.push("- the choice is recorded in .agents/yardlet.yaml");
  return `${subject(entries, also)}\n\n${body.join("\n")}\n`;
}

function subject(entries: readonly PlanEntry[], also: { links: number; config: boolean }): string {
  const verbs = (["add", "update", "remove"] as const).filter((verb) => entries.some(({ action }) => action === verb));
  const [first, ...rest] = verbs;
  if (first === undefined) return also.config ? "Record a choice of skills" : "Link equipped skills for other clients";
  const count = (verb: Verb) => entries.filter(({ action }) => action === verb).length;
  const head = `${VERBS[first]} ${plural(count(first))}`;
  if (rest.length > 0) return [head, ...rest.map((verb) => `${VERBS[verb].toLowerCase()} ${count(verb)}`)].join(", ");
  return withList(head, first === "add" ? presetsOf(entries) : entries.map(({ skill }) => skill).toSorted(compareText));
}

/** The presets that asked, `core` first; names of skills where none did. */
function presetsOf(entries: readonly PlanEntry[]): string[] {
  const asking = new Set(entries.flatMap(({ why }) => why));
  const presets = [...asking].filter((why) => why !== "pick").map((why) => why.slice("preset:".length));
  if (asking.has("pick")) return entries.map(({ skill }) => skill).toSorted(compareText);
  return presets.toSorted((a, b) => Number(b === "core") - Number(a === "core") || compareText(a, b));
}

function withList(head: string, names: readonly string[]): string {
  for (let shown = names.length; shown > 0; shown--) {
    const rest = names.length - shown;
    const line = `${head}: ${names.slice(0, shown).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
    if (line.length <= SUBJECT_CHARACTERS) return line;
  }
  return head;
}

function versions({ version, fromVersion }: PlanEntry): string {
  if (version === undefined) return fromVersion === undefined ? "" : ` v${fromVersion}`;
  return fromVersion === undefined ? ` v${version}` : ` v${fromVersion} → v${version}`;
}

function plural(count: number): string {
  return `${count} ${count === 1 ? "skill" : "skills"}`;
}
