import { createHash } from "node:crypto";
import pg from "pg";
import { randomOf, repoName } from "./history.ts";

/** How much there is to search. The same numbers give the same rows. */
export interface CorpusSize {
  skills: number;
  runs: number;
  lessons: number;
  candidates: number;
  repos: number;
}

const VERBS = [
  "review",
  "plan",
  "test",
  "deploy",
  "migrate",
  "trace",
  "format",
  "release",
  "profile",
  "audit",
] as const;
const THINGS = [
  "diff",
  "schema",
  "queue",
  "parser",
  "render",
  "cache",
  "import",
  "shader",
  "invoice",
  "session",
] as const;
const ENDS = ["check", "guide", "review", "steps", "gate", "notes", "repair", "cleanup"] as const;
const PLAIN =
  "the a of to and in is for that with when before after each every only if not from by this it on be as".split(" ");
const SYLLABLES = "ba ce di fo gu la me ni po ru sa te vi wo zu ran kel mor tis pel dan".split(" ");
const CODES = [
  "validation_failed/tests_failed",
  "execution_error/host_timeout",
  "no_progress/repeated_question",
] as const;
const WORDS_OF_A_SKILL = 500;
const BATCH = 500;

/** The name of a skill; some are called alike but for their number. */
export function corpusSkill(at: number): string {
  const [verb, thing, end] = [VERBS[at % 10], THINGS[Math.floor(at / 10) % 10], ENDS[Math.floor(at / 100) % 8]];
  return at < 800 ? `${verb}-${thing}-${end}` : `${verb}-${thing}-${end}-${at}`;
}

/** A made-up word; low numbers are the frequent ones. */
function wordAt(at: number): string {
  const said: string[] = [];
  for (let rest = at + 21; rest > 0; rest = Math.floor(rest / 21)) said.push(SYLLABLES[rest % 21] ?? "");
  return said.join("");
}

/** Text as long as asked for: every other word is an ordinary one, the rest are the rarer the higher their number. */
function textOf(random: () => number, words: number): string {
  const said = Array.from({ length: words }, () => {
    const drawn = random();
    if (drawn < 0.4) return PLAIN[Math.floor(random() * PLAIN.length)];
    if (drawn < 0.5) return VERBS[Math.floor(random() * 10)];
    return wordAt(Math.floor(12_000 * random() ** 4));
  });
  return said.join(" ");
}

/** Fills a migrated database, as if a team had worked in it. */
export async function seedCorpus(url: string, size: CorpusSize): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await seedRepos(client, size);
    await seedSkills(client, size);
    await seedRuns(client, size);
    await seedWords(client, size);
    await client.query("vacuum analyze");
  } finally {
    await client.end();
  }
}

async function seedRepos(client: pg.Client, { repos }: CorpusSize): Promise<void> {
  const rows = Array.from({ length: repos }, (_, at) => ({ id: `repo${at}`, slug: repoName(at) }));
  await client.query(
    `insert into repo (id, slug, location_kind, location, identity, delivery, state)
     select id, slug, 'url', 'https://git.example.com/team/' || slug, 'git.example.com/team/' || slug, 'none', 'ready'
     from json_to_recordset($1) as t(id text, slug text)`,
    [JSON.stringify(rows)],
  );
}

async function seedSkills(client: pg.Client, { skills }: CorpusSize): Promise<void> {
  const random = randomOf(7);
  for (let from = 0; from < skills; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, skills - from) }, (_, n) => {
      const name = corpusSkill(from + n);
      const description = textOf(random, 20);
      const text = `---\nname: ${name}\ndescription: ${description}\n---\n\n# ${name}\n\n${textOf(random, WORDS_OF_A_SKILL)}\n`;
      return { id: `skill${from + n}`, name, description, text, hash: createHash("sha256").update(text).digest("hex") };
    });
    const given = "json_to_recordset($1) as t(id text, name text, description text, text text, hash text)";
    const write = (sql: string) => client.query(sql, [JSON.stringify(rows)]);
    await write(
      `insert into blob (hash, size, bytes) select hash, length(text), convert_to(text, 'UTF8') from ${given} on conflict do nothing`,
    );
    await write(
      `insert into skill (id, home, name, source, tier, presets, triggers, description)
       select id, 'library', name, 'library', 'preset', '{}', '{}', description from ${given}`,
    );
    await write(
      `insert into skill_version (id, skill_id, number, content_hash, tree_hash, description, origin, author, reason)
       select id || 'v1', id, 1, hash, hash, description, 'initial', 'bench', 'bench' from ${given}`,
    );
    await write(
      `insert into skill_version_file (version_id, path, mode, blob_hash) select id || 'v1', 'SKILL.md', '100644', hash from ${given}`,
    );
    await write(`update skill set current_id = t.id || 'v1' from ${given} where skill.id = t.id`);
  }
}

async function seedRuns(client: pg.Client, { runs, repos }: CorpusSize): Promise<void> {
  await client.query(
    `insert into task_outcome (id, repo_id, intent, task)
     select n, 'repo' || n % ${repos}, 'intent-' || n / 3, 'task-' || n from generate_series(1, ${runs}) n`,
  );
  await client.query(
    `insert into run (repo_id, run_id, task_pk, digest, key_id, actor, role, kind, agent, model, commit, reported_state, state, codes,
       at, received_at, record)
     select 'repo' || n % ${repos}, 'run-' || n, n, 'd', 'k', 'a', 'builder', (array['feature','bugfix','docs'])[1 + n % 3],
       (array['claude','codex','gemini'])[1 + n % 3], (array['large-4','small-2'])[1 + n % 2], md5(n::text), 'Done', 'Done', code,
       '2026-05-01'::timestamptz + n * interval '2 minutes', now(),
       json_build_object('run_id', 'run-' || n, 'task_id', 'task-' || n, 'intent_id', 'intent-' || n / 3, 'failure_codes', code,
         'question', repeat('why ', 100))
     from generate_series(1, ${runs}) n,
       lateral (select case when n % 4 = 0 then array[($1::text[])[1 + n % 3]] else '{}' end as code) c`,
    [CODES],
  );
}

async function seedWords(client: pg.Client, { lessons, candidates, repos }: CorpusSize): Promise<void> {
  const random = randomOf(11);
  const said = (count: number) =>
    JSON.stringify(Array.from({ length: count }, (_, n) => ({ n, a: textOf(random, 12), b: textOf(random, 60) })));
  await client.query(
    `insert into distillation (id, scope, state, budget, by) values ('d', 'repo:repo0', 'done', '{}', 'bench')`,
  );
  await client.query(
    `insert into lesson (scope, id, distillation_id, group_key, task_signature, failure_mode, symptom, prevention, reason_codes,
       missing_actions, evidence_refs, severity, recurrence, counter, packets, counter_packets, at)
     select 'repo:repo' || n % ${repos}, 'l' || n, 'd', 'g', 'feature/node', a, b, b, '{validation_failed/tests_failed}', '{}', '{}',
       'medium', 2, 0, '{}', '{}', now() from json_to_recordset($1) as t(n int, a text, b text)`,
    [said(lessons)],
  );
  await client.query(
    `insert into candidate (id, kind, state, key, title, why)
     select 'c' || n, 'gap', 'open', 'c' || n, a, b from json_to_recordset($1) as t(n int, a text, b text)`,
    [said(candidates)],
  );
}
