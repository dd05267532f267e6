-- What a version is worth in one kind of task over all repos, so that comparisons need not add.
CREATE TABLE "skill_kind" (
    "version_id" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "n" INTEGER NOT NULL,
    "x" BIGINT NOT NULL,

    CONSTRAINT "skill_kind_pkey" PRIMARY KEY ("version_id","epoch","kind")
);

-- ── by hand from here ─────────────────────────────────────────────────────────────────────────────

INSERT INTO "skill_kind" ("version_id", "epoch", "kind", "n", "x")
SELECT "version_id", "epoch", "kind", sum("n"), sum("x") FROM "skill_stratum" GROUP BY 1, 2, 3;

-- What lies in a repo is told from the index alone.
DROP INDEX "equipped_lies_idx";
CREATE INDEX "equipped_lies_idx" ON "equipped"("name", "repo_id") INCLUDE ("version_id", "content_hash", "edited") WHERE "to_at" IS NULL;
