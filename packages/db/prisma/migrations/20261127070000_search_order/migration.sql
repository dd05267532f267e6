-- What is archived, pruned, deprecated or decided is found behind what is in force.
ALTER TABLE "search_document" ADD COLUMN "past" BOOLEAN NOT NULL DEFAULT false;

-- ── by hand from here: what the schema language cannot say ────────────────────────────────────────

CREATE FUNCTION "search_past"(one jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN
  one->>'archived_at' IS NOT NULL OR one->>'absent_since' IS NOT NULL
    OR coalesce(one->>'state' IN ('deprecated', 'pruned', 'accepted', 'rejected', 'superseded'), false);

-- Runs behind `search_changed`, by its name: PostgreSQL calls triggers in the order of theirs.
CREATE FUNCTION "search_aged"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  one CONSTANT jsonb := to_jsonb(NEW);
BEGIN
  UPDATE "search_document" SET "past" = "search_past"(one)
  WHERE "kind" = TG_TABLE_NAME AND "past" <> "search_past"(one)
    AND "ref" = CASE WHEN TG_TABLE_NAME = 'lesson' THEN (one->>'scope') || ' ' ELSE '' END || (one->>'id');
  RETURN NULL;
END $$;
CREATE TRIGGER "skill_search_past" AFTER INSERT OR UPDATE ON "skill" FOR EACH ROW EXECUTE FUNCTION "search_aged"();
CREATE TRIGGER "lesson_search_past" AFTER INSERT OR UPDATE ON "lesson" FOR EACH ROW EXECUTE FUNCTION "search_aged"();
CREATE TRIGGER "candidate_search_past" AFTER INSERT OR UPDATE ON "candidate" FOR EACH ROW EXECUTE FUNCTION "search_aged"();
CREATE TRIGGER "repo_search_past" AFTER INSERT OR UPDATE ON "repo" FOR EACH ROW EXECUTE FUNCTION "search_aged"();

-- What is there already.
UPDATE "search_document" d SET "past" = true FROM (
  SELECT 'skill' AS kind, "id" AS ref FROM "skill" one WHERE "search_past"(to_jsonb(one))
  UNION ALL SELECT 'lesson', "scope" || ' ' || "id" FROM "lesson" one WHERE "search_past"(to_jsonb(one))
  UNION ALL SELECT 'candidate', "id" FROM "candidate" one WHERE "search_past"(to_jsonb(one))
  UNION ALL SELECT 'repo', "id" FROM "repo" one WHERE "search_past"(to_jsonb(one))
) p WHERE d."kind" = p.kind AND d."ref" = p.ref;
