import type { Api } from "@/trpc/options.ts";

export interface NamedVersion {
  home: string;
  name: string;
  /** The version in force without it. */
  version?: number;
}

const PAGE = 20;

/** Tasks that count for a version, or those that do not, page by page. */
export function scoreTasksOptions(trpc: Api, named: NamedVersion, counted: boolean) {
  return trpc.score.tasks.infiniteQueryOptions(
    { ...named, counted, limit: PAGE },
    { getNextPageParam: (page) => page.next },
  );
}

/** A version's number as the URL has it; undefined for anything else. */
export function readVersion(text: string | null): number | undefined {
  return text !== null && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined;
}

/** A skill by home and name, with the version only where one is asked for. */
export function namedVersion(
  { home, name }: { home: string; name: string },
  version: number | undefined,
): NamedVersion {
  return version === undefined ? { home, name } : { home, name, version };
}
