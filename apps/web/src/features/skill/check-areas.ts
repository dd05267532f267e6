import type { Finding } from "@yardlet/core/skill";

/** Rules of the strict validator by what they are about, and what it means that none of them has anything to say. */
const AREAS = [
  {
    name: "Files",
    prefixes: ["path-", "folder-", "file-"],
    passes: "paths stay inside the folder and work on every system",
  },
  { name: "SKILL.md", prefixes: ["skill-file-", "encoding-"], passes: "there, in UTF-8, of a readable size" },
  { name: "Frontmatter", prefixes: ["frontmatter-", "yaml-"], passes: "plain YAML that every client reads" },
  { name: "Name", prefixes: ["name-"], passes: "valid, and the name of its folder" },
  { name: "Description", prefixes: ["description-", "listing-"], passes: "there, and short enough to be listed whole" },
  {
    name: "Fields",
    prefixes: ["key-", "compatibility-", "license-", "metadata-", "allowed-tools-", "field-"],
    passes: "only those of the open format, each of the right kind",
  },
  { name: "Instructions", prefixes: ["body-"], passes: "there, and not longer than an agent should read" },
  { name: "Links", prefixes: ["link-"], passes: "every linked file is in the folder" },
] as const satisfies readonly { name: string; prefixes: readonly string[]; passes: string }[];

export interface CheckedArea {
  name: string;
  state: "pass" | "warn" | "fail";
  findings: Finding[];
  passes: string;
}

/** Every area with what the validator found in it; findings of no known area come last. */
export function checkAreas(findings: readonly Finding[]): CheckedArea[] {
  const areas = AREAS.map(({ name, prefixes, passes }) =>
    areaOf(
      name,
      passes,
      findings.filter((finding) => prefixes.some((prefix) => finding.rule.startsWith(prefix))),
    ),
  );
  const known = new Set(areas.flatMap((area) => area.findings));
  const others = findings.filter((finding) => !known.has(finding));
  return others.length > 0 ? [...areas, areaOf("Other", "", others)] : areas;
}

function areaOf(name: string, passes: string, findings: Finding[]): CheckedArea {
  const worst = findings.some(({ severity }) => severity === "error") ? "fail" : findings.length > 0 ? "warn" : "pass";
  return { name, state: worst, findings, passes };
}
