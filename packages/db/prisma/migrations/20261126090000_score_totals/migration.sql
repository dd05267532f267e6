-- CreateTable
CREATE TABLE "skill_total" (
    "version_id" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL,
    "units" INTEGER NOT NULL,
    "intents" INTEGER NOT NULL,
    "sum_u" BIGINT NOT NULL,
    "l1" BIGINT NOT NULL,
    "l2" BIGINT NOT NULL,
    "l3" BIGINT NOT NULL,
    "n_review" INTEGER NOT NULL,
    "sum_review" BIGINT NOT NULL,
    "sum_first" BIGINT NOT NULL,
    "sum_retry" BIGINT NOT NULL,

    CONSTRAINT "skill_total_pkey" PRIMARY KEY ("version_id","epoch")
);

-- CreateIndex
CREATE INDEX "skill_stratum_kind_idx" ON "skill_stratum"("kind");

-- ── by hand from here ─────────────────────────────────────────────────────────────────────────────

-- What has been counted before.
INSERT INTO "skill_total" ("version_id", "epoch", "units", "intents", "sum_u", "l1", "l2", "l3", "n_review", "sum_review", "sum_first", "sum_retry")
SELECT "version_id", "epoch", sum("units"), sum("intents"), sum("sum_u"), sum("l1"), sum("l2"), sum("l3"), sum("n_review"),
  sum("sum_review"), sum("sum_first"), sum("sum_retry")
FROM "skill_roll" GROUP BY 1, 2;
