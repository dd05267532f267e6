-- A request to write a skill, and the run of the agent that answers it.
CREATE TABLE "authoring" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "repo_id" TEXT NOT NULL,
    "home" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "name" TEXT,
    "access" TEXT NOT NULL,
    "asked_agent" TEXT,
    "gap_id" TEXT,
    "job_id" TEXT,
    "by" TEXT NOT NULL,
    "by_kind" TEXT NOT NULL,
    "by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "commit" TEXT,
    "packet" TEXT,
    "packet_version" INTEGER,
    "agent" TEXT,
    "agent_version" TEXT,
    "isolation" TEXT,
    "exit_code" INTEGER,
    "duration_ms" INTEGER,
    "cost" JSONB,
    "failure" JSONB,
    "outside" JSONB NOT NULL DEFAULT '[]',
    "draft_id" TEXT,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "authoring_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "authoring_job_id_key" ON "authoring"("job_id");
CREATE INDEX "authoring_repo_id_created_at_idx" ON "authoring"("repo_id", "created_at");
CREATE INDEX "authoring_gap_id_idx" ON "authoring"("gap_id");
CREATE INDEX "authoring_draft_id_idx" ON "authoring"("draft_id");

-- One immutable text of a skill that nobody has installed yet. An edit makes another one.
CREATE TABLE "draft" (
    "id" TEXT NOT NULL,
    "home" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "rationale" TEXT NOT NULL,
    "sources" JSONB NOT NULL DEFAULT '[]',
    "parent_id" TEXT,
    "by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "draft_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "draft_parent_id_idx" ON "draft"("parent_id");
CREATE INDEX "draft_home_content_hash_idx" ON "draft"("home", "content_hash");

CREATE TABLE "draft_file" (
    "draft_id" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "blob_hash" TEXT NOT NULL,

    CONSTRAINT "draft_file_pkey" PRIMARY KEY ("draft_id","path")
);
CREATE INDEX "draft_file_blob_hash_idx" ON "draft_file"("blob_hash");

-- Which agents a worker's host has.
CREATE TABLE "worker_agent" (
    "host" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "version" TEXT,
    "isolation" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "worker_agent_pkey" PRIMARY KEY ("host","name")
);

ALTER TABLE "candidate" ADD COLUMN "draft_id" TEXT,
ADD COLUMN "snoozed_at" TIMESTAMPTZ(3),
ADD COLUMN "snoozed_intents" INTEGER;
CREATE INDEX "candidate_draft_id_idx" ON "candidate"("draft_id");

ALTER TABLE "team" ADD COLUMN "agent" TEXT,
ADD COLUMN "allow_full_access" BOOLEAN NOT NULL DEFAULT false;

ALTER TABLE "authoring" ADD CONSTRAINT "authoring_repo_id_fkey" FOREIGN KEY ("repo_id") REFERENCES "repo"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "authoring" ADD CONSTRAINT "authoring_gap_id_fkey" FOREIGN KEY ("gap_id") REFERENCES "candidate"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "authoring" ADD CONSTRAINT "authoring_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "authoring" ADD CONSTRAINT "authoring_draft_id_fkey" FOREIGN KEY ("draft_id") REFERENCES "draft"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "draft" ADD CONSTRAINT "draft_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "draft"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "draft_file" ADD CONSTRAINT "draft_file_draft_id_fkey" FOREIGN KEY ("draft_id") REFERENCES "draft"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "draft_file" ADD CONSTRAINT "draft_file_blob_hash_fkey" FOREIGN KEY ("blob_hash") REFERENCES "blob"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "candidate" ADD CONSTRAINT "candidate_draft_id_fkey" FOREIGN KEY ("draft_id") REFERENCES "draft"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Runs with suggestions or reverts that nobody has read yet, and which runs a run takes back: few have a row here.
CREATE TABLE "unread_run" (
    "run_pk" BIGINT NOT NULL,

    CONSTRAINT "unread_run_pkey" PRIMARY KEY ("run_pk")
);
CREATE TABLE "run_revert" (
    "run_pk" BIGINT NOT NULL,
    "repo_id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,

    CONSTRAINT "run_revert_pkey" PRIMARY KEY ("run_pk","run_id")
);
CREATE INDEX "run_revert_repo_id_run_id_idx" ON "run_revert"("repo_id", "run_id");
ALTER TABLE "unread_run" ADD CONSTRAINT "unread_run_run_pk_fkey" FOREIGN KEY ("run_pk") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "run_revert" ADD CONSTRAINT "run_revert_run_pk_fkey" FOREIGN KEY ("run_pk") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- Of some kinds one that waits is enough; what a lost worker leaves of them goes back to waiting beside it.
DROP INDEX "job_waiting_score";
DROP INDEX "job_waiting_sync";
DROP INDEX "job_waiting_library";
CREATE UNIQUE INDEX "job_waiting_once" ON "job" ("kind", COALESCE("repo_id", '')) WHERE "state" = 'queued' AND "attempt" = 0
  AND "kind" IN ('gap.find', 'library.sync', 'proposal.read', 'repo.sync', 'score.audit', 'score.decide');

-- Which version of the library's a fork's version was made from: it is made from that again when it comes back into force.
ALTER TABLE "skill_version" ADD COLUMN "forked_from" TEXT;
CREATE INDEX "skill_version_forked_from_idx" ON "skill_version"("forked_from");
ALTER TABLE "skill_version" ADD CONSTRAINT "skill_version_forked_from_fkey" FOREIGN KEY ("forked_from") REFERENCES "skill_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "skill_version" DISABLE TRIGGER "skill_version_append_only";
UPDATE "skill_version" SET "forked_from" = "skill"."forked_from" FROM "skill" WHERE "skill"."current_id" = "skill_version"."id" AND "skill"."forked_from" IS NOT NULL;
ALTER TABLE "skill_version" ENABLE TRIGGER "skill_version_append_only";
