import { FAILURE_CODES, type FailureCode } from "@yardlet/core/run";

const HEAD = `# Failure codes

Why a run, a document or a draft failed, as \`namespace/code\`. Codes that are not listed are kept, and shown as unknown.
The severity belongs to the namespace. A run whose codes are all *infrastructure* was stopped from outside: it is kept, and is no
evidence about any skill. Written by \`node apps/cli/write-failure-codes.mjs\` from \`packages/core/src/run/taxonomy.ts\`.
`;

/** `docs/failure-codes.md`: the taxonomy as people read it, a section for each namespace. */
export function failureCodesText(): string {
  const namespaces = Map.groupBy(FAILURE_CODES.values(), ({ code }) => code.slice(0, code.indexOf("/")));
  return [HEAD, ...[...namespaces].map(([namespace, codes]) => sectionOf(namespace, codes))].join("\n");
}

function sectionOf(namespace: string, codes: readonly FailureCode[]): string {
  return [
    `## ${namespace}`,
    "",
    `Severity: ${codes[0]?.severity}.`,
    "",
    "| code | meaning | what to do | infrastructure |",
    "|---|---|---|---|",
    ...codes.map(
      ({ code, meaning, missingActions, infrastructure }) =>
        `| \`${code}\` | ${meaning} | ${missingActions.join(" ")} | ${infrastructure ? "yes" : ""} |`,
    ),
    "",
  ].join("\n");
}
