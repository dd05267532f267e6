import pg from "pg";
import type { HistorySize } from "./history.ts";

/** Tasks of a history: about three in four runs are the first attempt of a task or a review of one. */
const RUNS_A_TASK = 4 / 3;
const EQUIPPED = 60;

/** Chooses one of many by a number, the same each time. */
const pick = (seed: string, most: number) => `(abs(hashint8extended(${seed}, 7)) % ${most})`;

/**
 * Fills every table that comparisons read as if so many runs had been reported: units and what they declare, then the rollups
 * counted from them, a standing a version in force, and what lies in the repos. Each skill has evidence in each repo.
 */
export async function seedEvidence(url: string, size: HistorySize): Promise<{ units: number }> {
  const units = Math.round(size.runs / RUNS_A_TASK);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statementsOf(size, units)) await client.query(statement);
    await client.query("vacuum analyze");
  } finally {
    await client.end();
  }
  return { units };
}

function statementsOf({ repos, skills, versionsPerSkill }: HistorySize, units: number): string[] {
  const kinds = `(array['feature','bugfix','refactor','docs','test'])[1 + ${pick("g * 11", 5)}]`;
  const agents = `(array['claude','codex','gemini','opencode'])[1 + ${pick("g * 13", 4)}]`;
  const models = `(array['large','small','fast'])[1 + ${pick("g * 17", 3)}]`;
  const value = `(array[0,75000,375000,537500,675000,850000,1000000])[1 + ${pick("g * 19", 7)}]`;
  const version = (skill: string) =>
    `'skill' || ${skill} || 'v' || case when ${pick("g * 29", 5)} = 0 then 1 else ${versionsPerSkill} end`;
  const counted = `unit_skill s join unit_value u on u.unit_id = s.unit_id`;
  const log = (share: number) =>
    `round(1e9 * ln(1 + ${share} * (0.5 - (2 * sum_u + n) / (2 * n) / 1e6) / 0.5))::bigint`;
  const sums = "sum(l1) as l1, sum(l2) as l2, sum(l3) as l3";
  const uplift = (n: string) =>
    `jsonb_build_object('comparable', true, 'reason', null, 'rd', 0.1, 'vetoLo', 0.02, 'lo', -0.05, 'hi', 0.25, 'strata', 5,
      'withIntents', ${n}, 'withoutIntents', 3 * ${n}, 'overlap', 1)`;
  return [
    `insert into unit_value (unit_id, repo_id, kind, intent, task, agent, model, ended_at, included, u, review, first_try, retry, reviews_used, digest)
      select g, 'repo' || ${pick("g", repos)}, ${kinds}, 'intent-' || g / ${3 * repos}, 'task-' || g, ${agents}, ${models},
        '2026-11-20'::timestamptz - (${units} - g) * interval '20 seconds', true, ${value}, case when g % 3 = 0 then ${value} end, 1000000, 1000000,
        (g % 3 = 0)::int, md5(g::text) from generate_series(1, ${units}) g`,
    `insert into unit_skill (unit_id, version_id, epoch)
      select g, ${version(pick("g * 23", skills))}, 1 from generate_series(1, ${units}) g
      union select g, ${version(pick("g * 31", skills))}, 1 from generate_series(1, ${units}) g`,
    `insert into skill_bet (version_id, epoch, repo_id, intent, n, sum_u)
      select s.version_id, 1, u.repo_id, u.intent, count(*), sum(u.u) from ${counted} group by 1, 3, 4`,
    `insert into skill_cell (version_id, epoch, repo_id, kind, intent, n, sum_u)
      select s.version_id, 1, u.repo_id, u.kind, u.intent, count(*), sum(u.u) from ${counted} group by 1, 3, 4, 5`,
    `insert into skill_stratum (version_id, epoch, repo_id, kind, n, x)
      select version_id, epoch, repo_id, kind, count(*), sum((2 * sum_u + n) / (2 * n)) from skill_cell group by 1, 2, 3, 4`,
    `insert into skill_kind (version_id, epoch, kind, n, x) select version_id, epoch, kind, sum(n), sum(x) from skill_stratum group by 1, 2, 3`,
    `insert into skill_roll (version_id, epoch, repo_id, units, intents, sum_u, l1, l2, l3, n_review, sum_review, sum_first, sum_retry)
      select b.version_id, 1, b.repo_id, b.units, b.intents, b.sum_u, b.l1, b.l2, b.l3, b.units / 3, b.units / 3 * 500000, b.units * 1000000, b.units * 1000000
      from (select version_id, repo_id, sum(n) as units, count(*) as intents, sum((2 * sum_u + n) / (2 * n)) as sum_u, ${sums}
        from (select *, ${log(0.25)} as l1, ${log(0.5)} as l2, ${log(0.75)} as l3 from skill_bet) logs group by 1, 2) b`,
    `insert into skill_total (version_id, epoch, units, intents, sum_u, l1, l2, l3, n_review, sum_review, sum_first, sum_retry)
      select version_id, epoch, sum(units), sum(intents), sum(sum_u), ${sums}, sum(n_review), sum(sum_review), sum(sum_first), sum(sum_retry)
      from skill_roll group by 1, 2`,
    `insert into skill_week (version_id, epoch, week, units, sum_u)
      select s.version_id, 1, date_trunc('week', u.ended_at at time zone 'UTC')::date, count(*), sum(u.u) from ${counted} group by 1, 3`,
    `insert into repo_week (repo_id, week, units, first_try, reviewed, sum_review)
      select repo_id, date_trunc('week', ended_at at time zone 'UTC')::date, count(*), count(*), count(review), coalesce(sum(review), 0) from unit_value group by 1, 2`,
    `insert into worker_cell (agent, model, repo_id, kind, intent, n, sum_u)
      select agent, model, repo_id, kind, intent, count(*), sum(u) from unit_value group by 1, 2, 3, 4, 5`,
    `insert into worker_stratum (agent, model, repo_id, kind, n, x)
      select agent, model, repo_id, kind, count(*), sum((2 * sum_u + n) / (2 * n)) from worker_cell group by 1, 2, 3, 4`,
    `insert into skill_standing (version_id, epoch, policy, action, reason, decision, uplift, comparison, compared_intents, compared_at, inputs_hash, decided_at)
      select t.version_id, 1, 1, 'keep', 'not_below_floor',
        '{"action":"keep","reason":"not_below_floor","below":false,"veto":false,"logE":0,"threshold":2.995732,"evidence":1}'::jsonb,
        ${uplift("t.intents")},
        jsonb_build_object('from', '2026-05-01T00:00:00.000Z', 'repos', r.repos,
          'reviewed', jsonb_build_object('with', jsonb_build_object('units', t.units, 'reviewed', t.n_review),
            'without', jsonb_build_object('units', 3 * t.units, 'reviewed', t.units)),
          'against', jsonb_build_object('number', 1, 'state', 'no_warning', 'pairs', 40, 'logE', 0.2, 'threshold', 2.995732, 'effect', ${uplift("40")})),
        t.intents, now(), 'bench', now()
      from skill_total t join skill k on k.current_id = t.version_id
      cross join lateral (select jsonb_agg(jsonb_build_object('repo', repo_id, 'with', jsonb_build_object('intents', intents, 'mean', 0.51),
        'without', jsonb_build_object('intents', 3 * intents, 'mean', 0.49), 'weight', 0.005, 'uplift', ${uplift("intents")})) as repos
        from skill_roll where version_id = t.version_id) r`,
    `insert into equipped (id, repo_id, name, version_id, number, content_hash, tree_hash, why, edited, from_at, from_commit, to_at, to_commit)
      select md5(r.id || ' ' || k.id || ' ' || past), r.id, k.name, v.id, v.number, v.content_hash, v.tree_hash, '{pick}', false,
        '2026-06-01', 'c', case when past > 0 then '2026-07-01'::timestamptz end, case when past > 0 then 'd' end
      from repo r cross join generate_series(0, 3) past
      cross join lateral (select * from skill where ${pick("('x' || substr(md5(r.id || skill.id), 1, 8))::bit(32)::bigint", skills)} < ${EQUIPPED}) k
      join skill_version v on v.id = case when ${pick("('x' || substr(md5(k.id || r.id), 1, 8))::bit(32)::bigint", 4)} = 0 then k.id || 'v1' else k.current_id end`,
    `insert into repo_choice (repo_id, kind, name, choice, "by")
      select r.id, 'skill', k.name, 'veto', 'bench' from repo r cross join lateral (
        select name from skill where ${pick("('x' || substr(md5(name || r.id), 1, 8))::bit(32)::bigint", skills)} < 4) k
      where not exists (select 1 from equipped e where e.repo_id = r.id and e.name = k.name and e.to_at is null)`,
  ];
}
