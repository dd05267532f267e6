import type { QueryClient, QueryFilters } from "@tanstack/react-query";
import type { Api } from "@/trpc/options.ts";

/** Which queries an event makes old. `ref` is the id of the thing, for the queries that hold only that. */
const TOPICS = {
  repo: (api) => [
    api.repo.pathFilter(),
    api.drift.pathFilter(),
    api.rollout.pathFilter(),
    api.skill.pathFilter(),
    api.overview.get.queryFilter(),
    api.audit.pathFilter(),
  ],
  skill: (api) => [
    api.skill.pathFilter(),
    api.version.pathFilter(),
    api.drift.pathFilter(),
    api.tombstone.pathFilter(),
    api.candidate.pathFilter(),
    api.repo.pathFilter(),
    api.overview.get.queryFilter(),
    api.audit.pathFilter(),
  ],
  rollout: (api) => [api.rollout.pathFilter(), api.drift.pathFilter(), api.audit.pathFilter()],
  library: (api) => [
    api.library.pathFilter(),
    api.drift.pathFilter(),
    api.skill.pathFilter(),
    api.repo.pathFilter(),
    api.overview.get.queryFilter(),
  ],
  job: (api, ref) => [
    api.job.list.pathFilter(),
    api.job.get.queryFilter({ id: ref }),
    api.job.log.pathFilter(),
    api.credential.trial.pathFilter(),
    api.agent.authoring.queryFilter({ jobId: ref }),
    api.distil.get.pathFilter(),
    api.repo.get.pathFilter(),
    api.repo.preview.pathFilter(),
    api.library.status.queryFilter(),
    api.rollout.pathFilter(),
    api.skill.get.pathFilter(),
    api.version.list.pathFilter(),
    api.drift.list.pathFilter(),
    api.overview.get.queryFilter(),
  ],
  run: (api) => [
    api.run.pathFilter(),
    api.score.pathFilter(),
    api.skill.pathFilter(),
    api.repo.get.pathFilter(),
    api.overview.get.queryFilter(),
  ],
  policy: (api) => [
    api.policy.pathFilter(),
    api.score.pathFilter(),
    api.skill.pathFilter(),
    api.repo.get.pathFilter(),
    api.overview.get.queryFilter(),
    api.audit.pathFilter(),
  ],
  score: (api) => [
    api.score.pathFilter(),
    api.skill.pathFilter(),
    api.candidate.pathFilter(),
    api.repo.get.pathFilter(),
    api.audit.pathFilter(),
  ],
  candidate: (api) => [
    api.candidate.pathFilter(),
    api.distil.pathFilter(),
    api.agent.authoring.pathFilter(),
    api.repo.get.pathFilter(),
    api.overview.get.queryFilter(),
    api.audit.pathFilter(),
  ],
  credential: (api) => [api.credential.pathFilter(), api.audit.pathFilter()],
  distil: (api) => [
    api.distil.pathFilter(),
    api.candidate.pathFilter(),
    api.overview.get.queryFilter(),
    api.audit.pathFilter(),
  ],
  audit: (api) => [api.audit.pathFilter()],
  key: (api) => [api.key.pathFilter(), api.audit.pathFilter()],
  team: (api) => [api.team.pathFilter(), api.invite.pathFilter(), api.agent.list.pathFilter()],
  view: (api) => [api.view.pathFilter(), api.audit.pathFilter()],
  webhook: (api) => [api.webhook.pathFilter(), api.audit.pathFilter()],
} as const satisfies Record<string, (api: Api, ref: string) => QueryFilters[]>;

/** A running job writes many lines a second; the pages fetch at most this often. */
const GATHER_MS = 400;

/** Collects what is heard for a moment, then marks the queries it concerns as old. */
export function invalidateByTopic(
  api: Api,
  queries: QueryClient,
): { hear: (topic: string, ref: string) => void; stop: () => void } {
  const heard = new Map<string, QueryFilters[]>();
  let everything = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = () => {
    timer = undefined;
    if (everything) void queries.invalidateQueries();
    else for (const filter of [...heard.values()].flat()) void queries.invalidateQueries(filter);
    everything = false;
    heard.clear();
  };
  return {
    hear(topic, ref) {
      if (isTopic(topic)) heard.set(`${topic} ${ref}`, TOPICS[topic](api, ref));
      else everything = true;
      timer ??= setTimeout(tell, GATHER_MS);
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}

function isTopic(topic: string): topic is keyof typeof TOPICS {
  return Object.hasOwn(TOPICS, topic);
}
