import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * What is tested first, by how its path begins. Those that start processes: a process is started from a copy of this one's page
 * tables, which grow with every file that has been loaded. And those that take long: begun last, they would end alone on one core.
 */
const FIRST = [
  "apps/worker/",
  "packages/services/src/demo/",
  "apps/web/src/server/api/hostile",
  "apps/cli/src/commands/report-crash",
  "apps/cli/src/commands/restore-crash",
  "packages/repo/src/write/crash",
  "apps/cli/",
  "packages/repo/",
  "packages/agents/",
];

/** Vitest's own order (what took longest, else the largest file, first) behind the order of rooms above; one project after the other. */
export class RoomsInOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const byProject = Map.groupBy(await super.sort(files), ({ project }) => project.name);
    // The database's files wait more, for workers and PostgreSQL: what only computes fills the cores when the last of them wait.
    return [...byProject.keys()]
      .toSorted()
      .flatMap((name) => (byProject.get(name) ?? []).toSorted((a, b) => rankOf(a.moduleId) - rankOf(b.moduleId)));
  }
}

function rankOf(file: string): number {
  const found = FIRST.findIndex((start) => file.includes(`/${start}`));
  return found < 0 ? FIRST.length : found;
}
