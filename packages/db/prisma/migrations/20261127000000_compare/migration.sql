-- Who did a task, and what each agent and model is worth by repo and kind of task.
ALTER TABLE "unit_value" ADD COLUMN "agent" TEXT,
ADD COLUMN "model" TEXT;

-- CreateTable
CREATE TABLE "worker_cell" (
    "agent" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "repo_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "intent" TEXT NOT NULL,
    "n" INTEGER NOT NULL,
    "sum_u" BIGINT NOT NULL,

    CONSTRAINT "worker_cell_pkey" PRIMARY KEY ("agent","model","repo_id","kind","intent")
);

-- CreateTable
CREATE TABLE "worker_stratum" (
    "agent" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "repo_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "n" INTEGER NOT NULL,
    "x" BIGINT NOT NULL,

    CONSTRAINT "worker_stratum_pkey" PRIMARY KEY ("agent","model","repo_id","kind")
);

-- ── by hand from here ─────────────────────────────────────────────────────────────────────────────

-- What lies in repos now is asked for by skill: the intervals that have ended are many more.
CREATE INDEX "equipped_lies_idx" ON "equipped"("name", "repo_id") WHERE "to_at" IS NULL;

-- What has been reported before: infrastructure attempts count only where there are no others.
UPDATE "unit_value" u SET "agent" = w."agent", "model" = w."model" FROM (
  SELECT "task_pk",
    CASE WHEN count(DISTINCT "agent") = 1 AND count("agent") = count(*) THEN min("agent") END AS "agent",
    CASE WHEN count(DISTINCT "agent") = 1 AND count("agent") = count(*) AND count(DISTINCT "model") = 1 AND count("model") = count(*)
      THEN nullif(min("model"), '') END AS "model"
  FROM (
    SELECT "task_pk", "agent", "model", "infra", count(*) FILTER (WHERE "infra" IS NULL) OVER (PARTITION BY "task_pk") AS finite
    FROM "run" WHERE "role" = 'builder') attempts
  WHERE "infra" IS NULL OR finite = 0
  GROUP BY "task_pk") w
WHERE w."task_pk" = u."unit_id" AND w."agent" IS NOT NULL;

INSERT INTO "worker_cell" ("agent", "model", "repo_id", "kind", "intent", "n", "sum_u")
SELECT "agent", coalesce("model", ''), "repo_id", "kind", "intent", count(*), sum("u") FROM "unit_value"
WHERE "included" AND "agent" IS NOT NULL GROUP BY 1, 2, 3, 4, 5;

INSERT INTO "worker_stratum" ("agent", "model", "repo_id", "kind", "n", "x")
SELECT "agent", "model", "repo_id", "kind", count(*), sum((2 * "sum_u" + "n") / (2 * "n")) FROM "worker_cell" GROUP BY 1, 2, 3, 4;
