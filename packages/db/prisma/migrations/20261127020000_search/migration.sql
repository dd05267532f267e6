-- Full-text search (ADR 38). `search_document` is one row for each skill, lesson, candidate and repo; triggers keep it in the
-- transaction that changes its source. Runs are many and come fast: they have an index and no document.
CREATE TABLE "search_document" (
    "kind" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "repo_id" TEXT,
    "name_key" TEXT COLLATE "C" NOT NULL,
    "title" tsvector NOT NULL,
    "head" tsvector NOT NULL,
    "body" tsvector NOT NULL,

    CONSTRAINT "search_document_pkey" PRIMARY KEY ("kind","ref")
);
CREATE INDEX "job_created_at_id_idx" ON "job"("created_at", "id");

-- ── by hand from here: what the schema language cannot say ────────────────────────────────────────

-- Bodies are bound when they are made (`RETURN`): indexes are built and analysed without a search path.

-- Text with its ASCII punctuation taken away, so that identifiers are words: `plan-diff-review` is plan, diff and review.
CREATE FUNCTION "search_plain"(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
  lower(translate(said, E'!"#$%&''()*+,-./:;<=>?@[\\]^_`{|}~\t\n\r', '                                   '));

-- The words of a short text just as they stand.
CREATE FUNCTION "search_words"(said text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
  array_to_tsvector(array_remove(string_to_array("search_plain"(said), ' '), ''));

-- The words of a text of any length, and their stems. Words of more than 200 characters are nobody's words.
CREATE FUNCTION "search_text"(said text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
  array_to_tsvector(ARRAY(
      SELECT word FROM unnest(string_to_array("search_plain"(left(said, 100000)), ' ')) word
      WHERE word <> '' AND length(word) <= 200))
    || strip(to_tsvector('pg_catalog.english', "search_plain"(left(said, 100000))));

-- What a run is found by: its id, task, intent, agent, model, commit and failure codes, each as a whole. Taking them apart would cost
-- every report three times as much.
CREATE FUNCTION "search_run"(run_id text, agent text, model text, commit text, codes text[], record json) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
  array_to_tsvector(array_remove(array_remove(ARRAY[lower(run_id), lower(agent), lower(model), lower(commit),
    lower(record->>'task_id'), lower(record->>'intent_id')] || codes, NULL), ''));

-- What was typed, as a query, and the words and stems by which hits are marked. Every word has to be there, as it stands or as the
-- beginning of a longer one, or its stem; words that say nothing ("the") count only where there are no others.
CREATE FUNCTION "search_query"(said text, OUT query text, OUT terms text[]) LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  word text;
  stem tsquery;
  one tsquery;
  telling tsquery := '';
  weak tsquery := '';
  telling_terms text[] := '{}';
  weak_terms text[] := '{}';
BEGIN
  FOREACH word IN ARRAY (array_remove(string_to_array("search_plain"(said), ' '), ''))[1:16] LOOP
    stem := to_tsquery('pg_catalog.english', '''' || word || ''':*');
    one := ('''' || word || ''':*')::tsquery;
    IF numnode(stem) = 0 THEN
      weak := weak && one;
      weak_terms := weak_terms || word;
    ELSE
      telling := telling && (one || stem);
      telling_terms := telling_terms || word || tsvector_to_array(to_tsvector('pg_catalog.english', word));
    END IF;
  END LOOP;
  query := CASE WHEN numnode(telling) > 0 THEN telling ELSE weak END::text;
  terms := CASE WHEN numnode(telling) > 0 THEN telling_terms ELSE weak_terms END;
END $$;

-- The text of a version's SKILL.md; empty where it is no text.
CREATE FUNCTION "search_skill_text"(version text) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN coalesce((
    SELECT convert_from(b."bytes", 'UTF8') FROM "skill_version_file" f JOIN "blob" b ON b."hash" = f."blob_hash"
    WHERE f."version_id" = version AND f."path" = 'SKILL.md'), '');
EXCEPTION WHEN character_not_in_repertoire OR untranslatable_character THEN
  RETURN '';
END $$;

CREATE FUNCTION "search_store"(kind text, ref text, repo_id text, name text, about text, body text) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO "search_document" AS d ("kind", "ref", "repo_id", "name_key", "title", "head", "body")
  SELECT $1, $2, $3, lower(left($4, 500)), "search_words"(left($4, 500)), "search_text"($4 || ' ' || $5),
    "search_text"($4 || ' ' || $5 || ' ' || $6)
  ON CONFLICT ("kind", "ref") DO UPDATE SET "repo_id" = excluded."repo_id", "name_key" = excluded."name_key",
    "title" = excluded."title", "head" = excluded."head", "body" = excluded."body"
$$;

-- A skill whose first text is on its way is none yet. What is pruned, absent or archived stays, and is marked when it is found.
CREATE FUNCTION "search_store_skill"(one "skill") RETURNS void LANGUAGE sql AS $$
  SELECT "search_store"('skill', one."id", one."repo_id", one."name", one."description", "search_skill_text"(one."current_id"))
  WHERE one."current_id" IS NOT NULL
$$;
CREATE FUNCTION "search_store_lesson"(one "lesson") RETURNS void LANGUAGE sql AS $$
  SELECT "search_store"('lesson', one."scope" || ' ' || one."id",
    CASE WHEN one."scope" LIKE 'repo:%' THEN substr(one."scope", 6) END, one."failure_mode",
    one."symptom" || ' ' || array_to_string(one."reason_codes", ' '),
    concat_ws(' ', one."prevention", one."suspected_root_cause", one."target_name", one."task_signature",
      array_to_string(one."missing_actions", ' ')))
$$;
CREATE FUNCTION "search_store_candidate"(one "candidate") RETURNS void LANGUAGE sql AS $$
  SELECT "search_store"('candidate', one."id", one."repo_id", one."title", one."why",
    concat_ws(' ', one."kind", one."decision_reason"))
$$;
CREATE FUNCTION "search_store_repo"(one "repo") RETURNS void LANGUAGE sql AS $$
  SELECT "search_store"('repo', one."id", one."id", one."slug", one."location", one."identity")
$$;
CREATE FUNCTION "search_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('SELECT %I($1)', 'search_store_' || TG_TABLE_NAME) USING NEW;
  RETURN NULL;
END $$;
CREATE FUNCTION "search_forget"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "search_document" WHERE "kind" = TG_TABLE_NAME
    AND "ref" = CASE WHEN TG_TABLE_NAME = 'lesson' THEN to_jsonb(OLD)->>'scope' || ' ' ELSE '' END || OLD."id";
  RETURN NULL;
END $$;

CREATE TRIGGER "skill_search_new" AFTER INSERT ON "skill" FOR EACH ROW EXECUTE FUNCTION "search_changed"();
CREATE TRIGGER "skill_search" AFTER UPDATE ON "skill" FOR EACH ROW
  WHEN (("old"."current_id", "old"."name", "old"."description", "old"."repo_id")
    IS DISTINCT FROM ("new"."current_id", "new"."name", "new"."description", "new"."repo_id"))
  EXECUTE FUNCTION "search_changed"();
CREATE TRIGGER "lesson_search_new" AFTER INSERT ON "lesson" FOR EACH ROW EXECUTE FUNCTION "search_changed"();
CREATE TRIGGER "lesson_search" AFTER UPDATE ON "lesson" FOR EACH ROW
  WHEN (("old"."failure_mode", "old"."symptom", "old"."reason_codes", "old"."prevention", "old"."suspected_root_cause",
      "old"."target_name", "old"."task_signature", "old"."missing_actions")
    IS DISTINCT FROM ("new"."failure_mode", "new"."symptom", "new"."reason_codes", "new"."prevention", "new"."suspected_root_cause",
      "new"."target_name", "new"."task_signature", "new"."missing_actions"))
  EXECUTE FUNCTION "search_changed"();
CREATE TRIGGER "candidate_search_new" AFTER INSERT ON "candidate" FOR EACH ROW EXECUTE FUNCTION "search_changed"();
CREATE TRIGGER "candidate_search" AFTER UPDATE ON "candidate" FOR EACH ROW
  WHEN (("old"."title", "old"."why", "old"."kind", "old"."decision_reason", "old"."repo_id")
    IS DISTINCT FROM ("new"."title", "new"."why", "new"."kind", "new"."decision_reason", "new"."repo_id"))
  EXECUTE FUNCTION "search_changed"();
CREATE TRIGGER "repo_search_new" AFTER INSERT ON "repo" FOR EACH ROW EXECUTE FUNCTION "search_changed"();
CREATE TRIGGER "repo_search" AFTER UPDATE ON "repo" FOR EACH ROW
  WHEN (("old"."slug", "old"."location", "old"."identity") IS DISTINCT FROM ("new"."slug", "new"."location", "new"."identity"))
  EXECUTE FUNCTION "search_changed"();
CREATE TRIGGER "skill_search_gone" AFTER DELETE ON "skill" FOR EACH ROW EXECUTE FUNCTION "search_forget"();
CREATE TRIGGER "lesson_search_gone" AFTER DELETE ON "lesson" FOR EACH ROW EXECUTE FUNCTION "search_forget"();
CREATE TRIGGER "candidate_search_gone" AFTER DELETE ON "candidate" FOR EACH ROW EXECUTE FUNCTION "search_forget"();
CREATE TRIGGER "repo_search_gone" AFTER DELETE ON "repo" FOR EACH ROW EXECUTE FUNCTION "search_forget"();

-- What is there already.
SELECT "search_store_skill"(one) FROM "skill" one;
SELECT "search_store_lesson"(one) FROM "lesson" one;
SELECT "search_store_candidate"(one) FROM "candidate" one;
SELECT "search_store_repo"(one) FROM "repo" one;

CREATE INDEX "search_document_body" ON "search_document" USING gin ("body") WITH (fastupdate = off);
CREATE INDEX "run_search" ON "run" USING gin ("search_run"("run_id", "agent", "model", "commit", "codes", "record"));

-- Names that are nearly what was typed. PostgreSQL's own pg_trgm tells; without it search works, and forgives no typing error.
DO $$ BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  CREATE INDEX "search_document_near" ON "search_document" USING gin ("name_key" gin_trgm_ops) WHERE "kind" IN ('skill', 'repo');
EXCEPTION WHEN OTHERS THEN
  RAISE NOTICE 'pg_trgm is not to be had: %', SQLERRM;
END $$;
