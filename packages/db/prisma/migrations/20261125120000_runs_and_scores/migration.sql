-- CreateTable
CREATE TABLE "api_key" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "start" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "scopes" TEXT[],
    "repo_id" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by" TEXT,

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "repo_alias" (
    "identity" TEXT NOT NULL,
    "repo_id" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "repo_alias_pkey" PRIMARY KEY ("identity")
);

-- CreateTable
CREATE TABLE "task_outcome" (
    "id" BIGSERIAL NOT NULL,
    "repo_id" TEXT NOT NULL,
    "intent" TEXT NOT NULL,
    "task" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'other',
    "role" TEXT,
    "state" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "infra_attempts" INTEGER NOT NULL DEFAULT 0,
    "first_try" BOOLEAN NOT NULL DEFAULT false,
    "open" BOOLEAN NOT NULL DEFAULT false,
    "acceptance" TEXT NOT NULL DEFAULT 'unreviewed',
    "criteria" JSONB NOT NULL DEFAULT '[]',
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "task_outcome_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run" (
    "id" BIGSERIAL NOT NULL,
    "repo_id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "task_pk" BIGINT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "digest" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "actor" TEXT,
    "role" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "agent" TEXT,
    "model" TEXT,
    "commit" TEXT,
    "reported_state" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "codes" TEXT[],
    "infra" TEXT,
    "simulated" BOOLEAN NOT NULL DEFAULT false,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "record" JSON NOT NULL,

    CONSTRAINT "run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run_revision" (
    "run_pk" BIGINT NOT NULL,
    "revision" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "record" JSON NOT NULL,

    CONSTRAINT "run_revision_pkey" PRIMARY KEY ("run_pk","revision")
);

-- CreateTable
CREATE TABLE "run_skill" (
    "run_pk" BIGINT NOT NULL,
    "ord" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "use" TEXT NOT NULL,
    "reported" TEXT NOT NULL,
    "version_id" TEXT,
    "epoch" INTEGER,
    "how" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "run_skill_pkey" PRIMARY KEY ("run_pk","ord")
);

-- CreateTable
CREATE TABLE "verdict" (
    "run_pk" BIGINT NOT NULL,
    "task_pk" BIGINT NOT NULL,
    "judged" INTEGER NOT NULL,
    "passed" INTEGER NOT NULL,
    "complete" BOOLEAN NOT NULL,
    "missing" TEXT[],
    "reason" TEXT,

    CONSTRAINT "verdict_pkey" PRIMARY KEY ("run_pk","task_pk")
);

-- CreateTable
CREATE TABLE "verdict_entry" (
    "run_pk" BIGINT NOT NULL,
    "seq" INTEGER NOT NULL,
    "task_pk" BIGINT,
    "criterion_id" TEXT,
    "pass" BOOLEAN,
    "evidence" TEXT,
    "error" TEXT,

    CONSTRAINT "verdict_entry_pkey" PRIMARY KEY ("run_pk","seq")
);

-- CreateTable
CREATE TABLE "skill_mapping" (
    "repo_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "reported" TEXT NOT NULL,
    "version_id" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "skill_mapping_pkey" PRIMARY KEY ("repo_id","name","reported")
);

-- CreateTable
CREATE TABLE "seen_commit" (
    "repo_id" TEXT NOT NULL,
    "commit" TEXT NOT NULL,
    "manifest" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "seen_commit_pkey" PRIMARY KEY ("repo_id","commit")
);

-- CreateTable
CREATE TABLE "skill_epoch" (
    "skill_id" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "skill_epoch_pkey" PRIMARY KEY ("skill_id","epoch")
);

-- CreateTable
CREATE TABLE "unit_value" (
    "unit_id" BIGINT NOT NULL,
    "repo_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "intent" TEXT NOT NULL,
    "task" TEXT NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "included" BOOLEAN NOT NULL,
    "reason" TEXT,
    "u" INTEGER,
    "review" INTEGER,
    "first_try" INTEGER,
    "retry" INTEGER,
    "reviews_used" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,

    CONSTRAINT "unit_value_pkey" PRIMARY KEY ("unit_id")
);

-- CreateTable
CREATE TABLE "unit_skill" (
    "unit_id" BIGINT NOT NULL,
    "version_id" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL,
    "reason" TEXT,

    CONSTRAINT "unit_skill_pkey" PRIMARY KEY ("unit_id","version_id","epoch")
);

-- CreateTable
CREATE TABLE "skill_bet" (
    "version_id" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL,
    "repo_id" TEXT NOT NULL,
    "intent" TEXT NOT NULL,
    "n" INTEGER NOT NULL,
    "sum_u" BIGINT NOT NULL,

    CONSTRAINT "skill_bet_pkey" PRIMARY KEY ("version_id","epoch","repo_id","intent")
);

-- CreateTable
CREATE TABLE "skill_cell" (
    "version_id" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL,
    "repo_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "intent" TEXT NOT NULL,
    "n" INTEGER NOT NULL,
    "sum_u" BIGINT NOT NULL,

    CONSTRAINT "skill_cell_pkey" PRIMARY KEY ("version_id","epoch","repo_id","kind","intent")
);

-- CreateTable
CREATE TABLE "skill_stratum" (
    "version_id" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL,
    "repo_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "n" INTEGER NOT NULL,
    "x" BIGINT NOT NULL,

    CONSTRAINT "skill_stratum_pkey" PRIMARY KEY ("version_id","epoch","repo_id","kind")
);

-- CreateTable
CREATE TABLE "skill_roll" (
    "version_id" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL,
    "repo_id" TEXT NOT NULL,
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

    CONSTRAINT "skill_roll_pkey" PRIMARY KEY ("version_id","epoch","repo_id")
);

-- CreateTable
CREATE TABLE "skill_excluded" (
    "version_id" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL,
    "repo_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "n" INTEGER NOT NULL,

    CONSTRAINT "skill_excluded_pkey" PRIMARY KEY ("version_id","epoch","repo_id","reason")
);

-- CreateTable
CREATE TABLE "skill_week" (
    "version_id" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL,
    "week" DATE NOT NULL,
    "units" INTEGER NOT NULL,
    "sum_u" BIGINT NOT NULL,

    CONSTRAINT "skill_week_pkey" PRIMARY KEY ("version_id","epoch","week")
);

-- CreateTable
CREATE TABLE "repo_week" (
    "repo_id" TEXT NOT NULL,
    "week" DATE NOT NULL,
    "units" INTEGER NOT NULL,
    "first_try" INTEGER NOT NULL,
    "reviewed" INTEGER NOT NULL,
    "sum_review" BIGINT NOT NULL,

    CONSTRAINT "repo_week_pkey" PRIMARY KEY ("repo_id","week")
);

-- CreateTable
CREATE TABLE "policy" (
    "version" INTEGER NOT NULL,
    "policy" JSONB NOT NULL,
    "note" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "policy_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "score_due" (
    "version_id" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "score_due_pkey" PRIMARY KEY ("version_id","epoch")
);

-- CreateTable
CREATE TABLE "skill_standing" (
    "version_id" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL,
    "policy" INTEGER NOT NULL,
    "action" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "decision" JSONB NOT NULL,
    "uplift" JSONB NOT NULL,
    "comparison" JSONB NOT NULL,
    "compared_intents" INTEGER NOT NULL,
    "compared_at" TIMESTAMPTZ(3) NOT NULL,
    "inputs_hash" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "receipt_id" TEXT,

    CONSTRAINT "skill_standing_pkey" PRIMARY KEY ("version_id","epoch")
);

-- CreateTable
CREATE TABLE "receipt" (
    "id" TEXT NOT NULL,
    "version_id" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL,
    "policy" INTEGER NOT NULL,
    "formula" TEXT NOT NULL,
    "inputs_hash" TEXT NOT NULL,
    "inputs" BYTEA NOT NULL,
    "result" JSONB NOT NULL,
    "purpose" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "receipt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "score_audit" (
    "id" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ms" INTEGER NOT NULL,
    "rows" INTEGER NOT NULL,
    "differences" JSONB NOT NULL,
    "by" TEXT NOT NULL,

    CONSTRAINT "score_audit_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "api_key_token_hash_key" ON "api_key"("token_hash");

-- CreateIndex
CREATE INDEX "api_key_repo_id_idx" ON "api_key"("repo_id");

-- CreateIndex
CREATE INDEX "repo_alias_repo_id_idx" ON "repo_alias"("repo_id");

-- CreateIndex
CREATE UNIQUE INDEX "task_outcome_repo_id_intent_task_key" ON "task_outcome"("repo_id", "intent", "task");

-- CreateIndex
CREATE INDEX "run_task_pk_idx" ON "run"("task_pk");

-- CreateIndex
CREATE INDEX "run_at_id_idx" ON "run"("at", "id");

-- CreateIndex
CREATE INDEX "run_repo_id_at_id_idx" ON "run"("repo_id", "at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "run_repo_id_run_id_key" ON "run"("repo_id", "run_id");

-- CreateIndex
CREATE INDEX "run_skill_name_at_run_pk_idx" ON "run_skill"("name", "at", "run_pk");

-- CreateIndex
CREATE INDEX "run_skill_version_id_at_run_pk_idx" ON "run_skill"("version_id", "at", "run_pk");

-- CreateIndex
CREATE INDEX "verdict_task_pk_idx" ON "verdict"("task_pk");

-- CreateIndex
CREATE INDEX "skill_mapping_version_id_idx" ON "skill_mapping"("version_id");

-- CreateIndex
CREATE INDEX "unit_value_repo_id_kind_ended_at_idx" ON "unit_value"("repo_id", "kind", "ended_at");

-- CreateIndex
CREATE INDEX "unit_skill_version_id_epoch_unit_id_idx" ON "unit_skill"("version_id", "epoch", "unit_id");

-- CreateIndex
CREATE INDEX "skill_roll_repo_id_idx" ON "skill_roll"("repo_id");

-- CreateIndex
CREATE INDEX "skill_standing_receipt_id_idx" ON "skill_standing"("receipt_id");

-- CreateIndex
CREATE UNIQUE INDEX "receipt_version_id_epoch_inputs_hash_key" ON "receipt"("version_id", "epoch", "inputs_hash");

-- CreateIndex
CREATE INDEX "score_audit_started_at_idx" ON "score_audit"("started_at");

-- CreateIndex
CREATE INDEX "repo_snapshot_repo_id_commit_idx" ON "repo_snapshot"("repo_id", "commit");

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_repo_id_fkey" FOREIGN KEY ("repo_id") REFERENCES "repo"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "repo_alias" ADD CONSTRAINT "repo_alias_repo_id_fkey" FOREIGN KEY ("repo_id") REFERENCES "repo"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task_outcome" ADD CONSTRAINT "task_outcome_repo_id_fkey" FOREIGN KEY ("repo_id") REFERENCES "repo"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_task_pk_fkey" FOREIGN KEY ("task_pk") REFERENCES "task_outcome"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_revision" ADD CONSTRAINT "run_revision_run_pk_fkey" FOREIGN KEY ("run_pk") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_skill" ADD CONSTRAINT "run_skill_run_pk_fkey" FOREIGN KEY ("run_pk") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_skill" ADD CONSTRAINT "run_skill_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "skill_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verdict" ADD CONSTRAINT "verdict_run_pk_fkey" FOREIGN KEY ("run_pk") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verdict" ADD CONSTRAINT "verdict_task_pk_fkey" FOREIGN KEY ("task_pk") REFERENCES "task_outcome"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verdict_entry" ADD CONSTRAINT "verdict_entry_run_pk_fkey" FOREIGN KEY ("run_pk") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "skill_mapping" ADD CONSTRAINT "skill_mapping_repo_id_fkey" FOREIGN KEY ("repo_id") REFERENCES "repo"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "skill_mapping" ADD CONSTRAINT "skill_mapping_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "skill_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "seen_commit" ADD CONSTRAINT "seen_commit_repo_id_fkey" FOREIGN KEY ("repo_id") REFERENCES "repo"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "skill_epoch" ADD CONSTRAINT "skill_epoch_skill_id_fkey" FOREIGN KEY ("skill_id") REFERENCES "skill"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "skill_standing" ADD CONSTRAINT "skill_standing_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "skill_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "skill_standing" ADD CONSTRAINT "skill_standing_receipt_id_fkey" FOREIGN KEY ("receipt_id") REFERENCES "receipt"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "receipt" ADD CONSTRAINT "receipt_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "skill_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;




-- ── by hand from here: what the schema language cannot say ────────────────────────────────────────

-- Names that nobody could resolve are few among many.
CREATE INDEX "run_skill_unresolved" ON "run_skill" ("at", "run_pk") WHERE "version_id" IS NULL;

-- Deciding waits once.
CREATE UNIQUE INDEX "job_waiting_score" ON "job" ("kind") WHERE "state" = 'queued' AND "kind" = 'score.decide';

-- History is append-only.
CREATE TRIGGER "run_revision_append_only" BEFORE UPDATE OR DELETE ON "run_revision" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "policy_append_only" BEFORE UPDATE OR DELETE ON "policy" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "receipt_append_only" BEFORE UPDATE OR DELETE ON "receipt" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

-- The policy that holds until an admin says otherwise.
INSERT INTO "policy" ("version", "policy", "note", "by") VALUES (1, '{"formula": "sf-1", "wReview": 600, "wFirstTry": 250, "wRetry": 150, "partialCredit": 500, "floor": 500000, "alpha": 50, "grid": [250, 500, 750], "minIntents": 5, "zInterval": 1959964, "solidHalfWidth": 150000, "solidReviewShare": 250, "zUplift": 841621, "vetoMargin": 50000, "minArm": 5, "minOverlap": 500, "promoteRepos": 3, "promoteMinPairs": 3, "regressMinPairs": 5, "autoPrune": true}', 'the policy Yardlet comes with', 'Yardlet');
