-- One run of the distiller over the packets of one scope, a repo or a skill.
CREATE TABLE "distillation" (
    "id" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "repo_id" TEXT,
    "skill_id" TEXT,
    "state" TEXT NOT NULL,
    "budget" JSONB NOT NULL,
    "counts" JSONB NOT NULL DEFAULT '{}',
    "updates" JSONB NOT NULL DEFAULT '[]',
    "input_hash" TEXT,
    "input_blob" TEXT,
    "basis_hash" TEXT,
    "result_blob" TEXT,
    "same_as" TEXT,
    "job_id" TEXT,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "distillation_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "distillation_job_id_key" ON "distillation"("job_id");
CREATE INDEX "distillation_scope_at_idx" ON "distillation"("scope", "at");
CREATE INDEX "distillation_at_idx" ON "distillation"("at");
CREATE INDEX "distillation_repo_id_at_idx" ON "distillation"("repo_id", "at");
CREATE INDEX "distillation_skill_id_idx" ON "distillation"("skill_id");
CREATE INDEX "distillation_input_blob_idx" ON "distillation"("input_blob");
CREATE INDEX "distillation_result_blob_idx" ON "distillation"("result_blob");
CREATE INDEX "distillation_same_as_idx" ON "distillation"("same_as");

-- What became of a task, as the distiller reads it; named by the hash of its content. A correction of the task makes another one.
CREATE TABLE "packet" (
    "repo_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "simulated" BOOLEAN NOT NULL,
    "content" JSON NOT NULL,
    "run_pk" BIGINT,
    "key_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "packet_pkey" PRIMARY KEY ("repo_id","hash")
);
CREATE INDEX "packet_run_pk_idx" ON "packet"("run_pk");
CREATE INDEX "packet_repo_id_source_at_idx" ON "packet"("repo_id", "source", "at");

CREATE TABLE "distillation_packet" (
    "distillation_id" TEXT NOT NULL,
    "repo_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "distillation_packet_pkey" PRIMARY KEY ("distillation_id","repo_id","hash")
);
CREATE INDEX "distillation_packet_repo_id_hash_idx" ON "distillation_packet"("repo_id", "hash");

-- A lesson of a scope, as the newest distillation that gave it says it.
CREATE TABLE "lesson" (
    "scope" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "distillation_id" TEXT NOT NULL,
    "target_id" TEXT,
    "target_name" TEXT,
    "target_version" INTEGER,
    "group_key" TEXT NOT NULL,
    "task_signature" TEXT NOT NULL,
    "failure_mode" TEXT NOT NULL,
    "symptom" TEXT NOT NULL,
    "suspected_root_cause" TEXT,
    "prevention" TEXT NOT NULL,
    "reason_codes" TEXT[],
    "missing_actions" TEXT[],
    "evidence_refs" TEXT[],
    "severity" TEXT NOT NULL,
    "recurrence" INTEGER NOT NULL,
    "counter" INTEGER NOT NULL,
    "packets" TEXT[],
    "counter_packets" TEXT[],
    "candidate_key" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "lesson_pkey" PRIMARY KEY ("scope","id")
);
CREATE INDEX "lesson_distillation_id_idx" ON "lesson"("distillation_id");
CREATE INDEX "lesson_target_id_idx" ON "lesson"("target_id");
CREATE INDEX "lesson_recurrence_idx" ON "lesson"("recurrence");

-- What each distillation made of its scope's state.
CREATE TABLE "ledger" (
    "scope" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "distillation_id" TEXT NOT NULL,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,
    "stored_ids" TEXT[],
    "archived_ids" TEXT[],
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ledger_pkey" PRIMARY KEY ("scope","seq")
);
CREATE UNIQUE INDEX "ledger_distillation_id_key" ON "ledger"("distillation_id");

-- The runs that a version was made from: they are never evidence for it.
CREATE TABLE "version_source_run" (
    "version_id" TEXT NOT NULL,
    "run_pk" BIGINT NOT NULL,

    CONSTRAINT "version_source_run_pkey" PRIMARY KEY ("version_id","run_pk")
);
CREATE INDEX "version_source_run_run_pk_idx" ON "version_source_run"("run_pk");
ALTER TABLE "skill_change" ADD COLUMN "source_runs" BIGINT[] DEFAULT ARRAY[]::BIGINT[];

ALTER TABLE "distillation" ADD CONSTRAINT "distillation_repo_id_fkey" FOREIGN KEY ("repo_id") REFERENCES "repo"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "distillation" ADD CONSTRAINT "distillation_skill_id_fkey" FOREIGN KEY ("skill_id") REFERENCES "skill"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "distillation" ADD CONSTRAINT "distillation_input_blob_fkey" FOREIGN KEY ("input_blob") REFERENCES "blob"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "distillation" ADD CONSTRAINT "distillation_result_blob_fkey" FOREIGN KEY ("result_blob") REFERENCES "blob"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "distillation" ADD CONSTRAINT "distillation_same_as_fkey" FOREIGN KEY ("same_as") REFERENCES "distillation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "distillation" ADD CONSTRAINT "distillation_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "packet" ADD CONSTRAINT "packet_repo_id_fkey" FOREIGN KEY ("repo_id") REFERENCES "repo"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "packet" ADD CONSTRAINT "packet_run_pk_fkey" FOREIGN KEY ("run_pk") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "distillation_packet" ADD CONSTRAINT "distillation_packet_distillation_id_fkey" FOREIGN KEY ("distillation_id") REFERENCES "distillation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "distillation_packet" ADD CONSTRAINT "distillation_packet_repo_id_hash_fkey" FOREIGN KEY ("repo_id", "hash") REFERENCES "packet"("repo_id", "hash") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "lesson" ADD CONSTRAINT "lesson_distillation_id_fkey" FOREIGN KEY ("distillation_id") REFERENCES "distillation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "lesson" ADD CONSTRAINT "lesson_target_id_fkey" FOREIGN KEY ("target_id") REFERENCES "skill"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "ledger" ADD CONSTRAINT "ledger_distillation_id_fkey" FOREIGN KEY ("distillation_id") REFERENCES "distillation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "version_source_run" ADD CONSTRAINT "version_source_run_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "skill_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "version_source_run" ADD CONSTRAINT "version_source_run_run_pk_fkey" FOREIGN KEY ("run_pk") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ── by hand from here: what the schema language cannot say ────────────────────────────────────────

-- Of each scope one distillation waits, and of looking for scopes one job.
CREATE UNIQUE INDEX "distillation_waiting_once" ON "distillation" ("scope") WHERE "state" = 'waiting';
DROP INDEX "job_waiting_once";
CREATE UNIQUE INDEX "job_waiting_once" ON "job" ("kind", COALESCE("repo_id", '')) WHERE "state" = 'queued' AND "attempt" = 0
  AND "kind" IN ('distil.schedule', 'gap.find', 'library.sync', 'proposal.read', 'repo.sync', 'score.audit', 'score.decide');

-- History is append-only.
CREATE TRIGGER "ledger_append_only" BEFORE UPDATE OR DELETE ON "ledger" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "version_source_run_append_only" BEFORE UPDATE OR DELETE ON "version_source_run" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
