import type { DemoRecord } from "./records.ts";

interface Suggested {
  week: number;
  repo: string;
  suggestion: { kind: "skill" | "rule"; title: string; content: string };
}

/** What agents propose at the end of a run, where somebody has to decide on it. */
const SUGGESTED: readonly Suggested[] = [
  {
    week: 8,
    repo: "beacon-mcp",
    suggestion: {
      kind: "skill",
      title: "Probe a tool before it is listed",
      content:
        "# Probe a tool before it is listed\n\nUse when a tool is added to the server.\n\n1. Call it once with the smallest input.\n2. Call it once with an input that it must refuse.\n3. Only then add it to the list.\n",
    },
  },
  {
    week: 11,
    repo: "beacon-mcp",
    suggestion: {
      kind: "skill",
      title: "Read a schema aloud",
      content:
        "# Read a schema aloud\n\nUse when the schema of a tool changes.\n\n1. Say each field in a sentence.\n2. Remove the fields that no sentence needs.\n",
    },
  },
  {
    week: 12,
    repo: "tide-api",
    suggestion: {
      kind: "rule",
      title: "Times are UTC",
      content: "Every time that leaves the service is in UTC and says so.",
    },
  },
];

/** The week's records, with each suggestion at the last run of its repo that ended Done. */
export function suggestionsOf(week: number, records: readonly DemoRecord[]): DemoRecord[] {
  const due = SUGGESTED.filter((one) => one.week === week);
  const at = new Map(
    due.map(({ repo, suggestion }) => [
      records.findLastIndex((record) => record.repo === repo && record["role"] === undefined && isHeard(record)),
      suggestion,
    ]),
  );
  return records.map((record, index) => {
    const suggestion = at.get(index);
    return suggestion ? { ...record, harness_suggestions: [suggestion] } : record;
  });
}

function isHeard({ eval_state: state, simulated }: DemoRecord): boolean {
  return state === "Done" && simulated !== true;
}
