import pg from "pg";
import { type HistorySize, repoName, skillName, versionHash } from "./history.ts";

/** Writes the repos and skills that a history names, straight into a migrated database. */
export async function seedTeam(url: string, size: HistorySize): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const repos = Array.from({ length: size.repos }, (_, at) => ({ id: `repo${at}`, slug: repoName(at) }));
    await client.query(
      `insert into repo (id, slug, location_kind, location, identity, delivery, state)
       select id, slug, 'url', 'https://git.example.com/team/' || slug, 'git.example.com/team/' || slug, 'none', 'ready'
       from json_to_recordset($1) as t(id text, slug text)`,
      [JSON.stringify(repos)],
    );
    const skills = Array.from({ length: size.skills }, (_, at) => ({ id: `skill${at}`, name: skillName(at) }));
    await client.query(
      `insert into skill (id, home, name, source, tier, presets, triggers, description)
       select id, 'library', name, 'library', 'preset', '{}', '{}', 'What ' || name || ' is for'
       from json_to_recordset($1) as t(id text, name text)`,
      [JSON.stringify(skills)],
    );
    const versions = skills.flatMap(({ id }, at) =>
      Array.from({ length: size.versionsPerSkill }, (_, n) => ({
        id: `${id}v${n + 1}`,
        skill_id: id,
        number: n + 1,
        hash: versionHash(at, n + 1),
      })),
    );
    await client.query(
      `insert into skill_version (id, skill_id, number, content_hash, tree_hash, description, origin, author, reason, created_at)
       select id, skill_id, number, hash, hash, 'text', 'initial', 'bench', 'bench', '2026-05-01'
       from json_to_recordset($1) as t(id text, skill_id text, number int, hash text)`,
      [JSON.stringify(versions)],
    );
    await client.query(`update skill set current_id = id || 'v' || $1::text`, [String(size.versionsPerSkill)]);
    await client.query("analyze");
  } finally {
    await client.end();
  }
}

/** The tables that a report writes, in an order in which they can be filled. */
export const REPORT_TABLES = [
  "task_outcome",
  "run",
  "run_skill",
  "verdict",
  "verdict_entry",
  "unit_value",
  "unit_skill",
  "skill_bet",
  "skill_cell",
  "skill_stratum",
  "skill_roll",
  "skill_total",
  "skill_kind",
  "skill_excluded",
  "skill_week",
  "repo_week",
  "worker_cell",
  "worker_stratum",
] as const;
