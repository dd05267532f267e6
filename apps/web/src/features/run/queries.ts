import type { EvalState, RunRole } from "@yardlet/core/run";
import type { ProducerSort } from "@yardlet/services";
import type { Api } from "@/trpc/options.ts";
import { DAYS, type Since } from "./search-params.ts";

export interface RunFilters {
  q: string;
  repo: string | null;
  skill: string | null;
  version: string | null;
  state: EvalState | null;
  role: RunRole | null;
  agent: string | null;
  since: Since | null;
}

const PAGE = 50;

/** The list of runs under its filters, page by page; the same on the server and in the browser. */
export function runListOptions(trpc: Api, { q, repo, skill, version, state, role, agent, since }: RunFilters) {
  return trpc.run.list.infiniteQueryOptions(
    {
      limit: PAGE,
      ...(q ? { q } : {}),
      ...(repo ? { repo } : {}),
      ...(skill ? { skill } : {}),
      ...(skill && version ? { version: Number(version) } : {}),
      ...(state ? { state } : {}),
      ...(role ? { role } : {}),
      ...(agent ? { agent } : {}),
      ...(since ? { days: DAYS[since] } : {}),
    },
    { getNextPageParam: (page) => page.next },
  );
}

/** Who reports runs, under the list's filters; the same on the server and in the browser. */
export function producerListOptions(
  trpc: Api,
  { q, repo, need, sort }: { q: string; repo: string | null; need: "wrapping" | "nothing" | null; sort: ProducerSort },
) {
  return trpc.run.producers.queryOptions({
    sort,
    ...(q ? { search: q } : {}),
    ...(repo ? { repo } : {}),
    ...(need ? { needsWrapping: need === "wrapping" } : {}),
  });
}

/** Those of one repo that keep it from turning strict. */
export function wrappedProducersOptions(trpc: Api, repo: string) {
  return trpc.run.producers.queryOptions({ repo, needsWrapping: true });
}
