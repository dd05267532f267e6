import { DomainError } from "../error.ts";
import { PresetName, SkillName } from "../skill/names.ts";
import { compareText } from "../skill/order.ts";
import type { Finding } from "../skill/types.ts";
import { type CatalogEntry, Tier } from "./types.ts";

export const CATALOG_FILE = "catalog.tsv";

const COLUMNS = ["name", "tier", "presets", "description", "triggers"] as const;
const HEADER = COLUMNS.join("\t");

const ESCAPES = [
  ["\\", "\\\\"],
  ["\t", "\\t"],
  ["\n", "\\n"],
  ["\r", "\\r"],
] as const;
const ESCAPED = new Map<string, string>(ESCAPES.map(([plain, escaped]) => [escaped, plain]));

/** A line of the catalog with its number, 1-based. */
export interface CatalogLine extends CatalogEntry {
  line: number;
}

export interface ParsedCatalog {
  /** In the order of the file. */
  entries: CatalogLine[];
  findings: Finding[];
}

/**
 * Reads a catalog.tsv. Never throws: a line that cannot be read is a finding and is left out, and the first of two lines for
 * one skill counts. A missing triggers column, CRLF and a byte order mark are accepted.
 */
export function parseCatalog(text: string): ParsedCatalog {
  const rows = text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .map((row, index) => ({ row, line: index + 1 }))
    .filter(({ row }) => row.trim() !== "" && !row.startsWith("#"));
  const findings: Finding[] = [];
  const [first, ...rest] = rows;
  if (first === undefined)
    return { entries: [], findings: [report("catalog-header", 1, "the header line is missing")] };
  const isHeader = first.row.split("\t")[0]?.trim() === "name";
  if (first.row.trimEnd() !== HEADER)
    findings.push(report("catalog-header", first.line, "the header line is not the expected one"));
  const byName = new Map<string, CatalogLine>();
  for (const { row, line } of isHeader ? rest : rows) {
    const entry = parseLine(row, line, findings);
    const earlier = entry && byName.get(entry.name);
    if (earlier) findings.push(report("catalog-duplicate", line, `${earlier.name} is already in line ${earlier.line}`));
    else if (entry) byName.set(entry.name, entry);
  }
  return { entries: [...byName.values()], findings };
}

/**
 * Writes a catalog.tsv: the header, then one line a skill in order of name, lists in the order given. Same entries, same bytes.
 * @throws DomainError `invalid` when a preset or trigger holds a comma, which separates the items of a list.
 */
export function writeCatalog(entries: readonly CatalogEntry[]): string {
  const lines = entries.toSorted((a, b) => compareText(a.name, b.name)).map(writeLine);
  return `${[HEADER, ...lines].join("\n")}\n`;
}

function parseLine(row: string, line: number, findings: Finding[]): CatalogLine | undefined {
  const cells = row.split("\t").map(unescape);
  const [name = "", tier = "", presets = "", description = "", triggers = ""] = cells.map((cell) => cell.trim());
  if (cells.length < COLUMNS.length - 1 || cells.length > COLUMNS.length) {
    findings.push(
      report("catalog-columns", line, `the line has ${cells.length} columns, ${COLUMNS.length} are expected`),
    );
    return undefined;
  }
  if (!SkillName.safeParse(name).success) {
    findings.push(report("catalog-name", line, `${JSON.stringify(name)} is not a skill name`));
    return undefined;
  }
  const parsedTier = Tier.safeParse(tier);
  if (!parsedTier.success) {
    findings.push(
      report("catalog-tier", line, `${JSON.stringify(tier)} is not a tier; write ${Tier.options.join(", ")}`),
    );
    return undefined;
  }
  const names = splitList(presets);
  for (const bad of names.filter((preset) => !PresetName.safeParse(preset).success))
    findings.push(report("catalog-preset", line, `${JSON.stringify(bad)} is not a preset name`));
  const known = names.filter((preset) => PresetName.safeParse(preset).success);
  return {
    name,
    tier: parsedTier.data,
    presets: known,
    description,
    triggers: splitList(triggers),
    line,
  };
}

function writeLine({ name, tier, presets, description, triggers }: CatalogEntry): string {
  return [name, tier, joinList(presets), description, joinList(triggers)].map(escape).join("\t");
}

function splitList(cell: string): string[] {
  return [...new Set(cell.split(",").map((item) => item.trim()))].filter((item) => item !== "");
}

function joinList(items: readonly string[]): string {
  const withComma = items.find((item) => item.includes(","));
  if (withComma !== undefined)
    throw new DomainError("invalid", `a list of the catalog cannot hold "${withComma}"; take the comma out`, {
      item: withComma,
    });
  return items.join(",");
}

function escape(cell: string): string {
  return ESCAPES.reduce((text, [plain, escaped]) => text.replaceAll(plain, escaped), cell);
}

function unescape(cell: string): string {
  return cell.replace(/\\[\\tnr]/g, (escaped) => ESCAPED.get(escaped) ?? escaped);
}

const REMEDY = "Yardlet writes the catalog anew when it writes the library";

function report(rule: string, line: number, what: string): Finding {
  return { rule, severity: "warning", message: `${what}; ${REMEDY}`, file: CATALOG_FILE, line };
}
