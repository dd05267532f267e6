-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "token" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "user_id" TEXT NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "last_request" BIGINT NOT NULL,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "member" (
    "user_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "member_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "invite" (
    "id" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "used_by" TEXT,

    CONSTRAINT "invite_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "team" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "setup_token_hash" TEXT,
    "admin_at" TIMESTAMPTZ(3),
    "set_up_at" TIMESTAMPTZ(3),
    "auto_equip" BOOLEAN NOT NULL DEFAULT true,
    "auto_skill" BOOLEAN NOT NULL DEFAULT true,
    "auto_prune" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "team_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "library" (
    "id" TEXT NOT NULL,
    "source_url" TEXT,
    "source_commit" TEXT,
    "head_commit" TEXT,
    "synced_at" TIMESTAMPTZ(3),
    "error" TEXT,
    "findings" JSONB NOT NULL DEFAULT '[]',
    "signals" JSONB NOT NULL DEFAULT '[]',
    "imported" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "library_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "preset" (
    "library_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "skills" TEXT[],

    CONSTRAINT "preset_pkey" PRIMARY KEY ("library_id","name")
);

-- CreateTable
CREATE TABLE "skill" (
    "id" TEXT NOT NULL,
    "home" TEXT NOT NULL,
    "repo_id" TEXT,
    "name" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "tier" TEXT NOT NULL,
    "presets" TEXT[],
    "triggers" TEXT[],
    "description" TEXT NOT NULL,
    "current_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "absent_since" TIMESTAMPTZ(3),

    CONSTRAINT "skill_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "skill_version" (
    "id" TEXT NOT NULL,
    "skill_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "content_hash" TEXT NOT NULL,
    "tree_hash" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "parent_id" TEXT,
    "origin" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "commit" TEXT,
    "findings" JSONB NOT NULL DEFAULT '[]',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "skill_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "skill_version_file" (
    "version_id" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "blob_hash" TEXT NOT NULL,

    CONSTRAINT "skill_version_file_pkey" PRIMARY KEY ("version_id","path")
);

-- CreateTable
CREATE TABLE "blob" (
    "hash" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "blob_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "repo" (
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "location_kind" TEXT NOT NULL,
    "location" TEXT NOT NULL,
    "identity" TEXT NOT NULL,
    "worker_host" TEXT,
    "default_branch" TEXT,
    "delivery" TEXT NOT NULL,
    "delivery_note" TEXT,
    "auto_equip" BOOLEAN,
    "auto_skill" BOOLEAN,
    "auto_prune" BOOLEAN,
    "state" TEXT NOT NULL,
    "error" TEXT,
    "snapshot_id" TEXT,
    "synced_at" TIMESTAMPTZ(3),
    "sync_ms" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "repo_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "repo_snapshot" (
    "id" TEXT NOT NULL,
    "repo_id" TEXT NOT NULL,
    "commit" TEXT,
    "taken_at" TIMESTAMPTZ(3) NOT NULL,
    "files" INTEGER NOT NULL,
    "config_text" TEXT,
    "config_findings" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "repo_snapshot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "detection" (
    "snapshot_id" TEXT NOT NULL,
    "preset" TEXT NOT NULL,
    "confidence" TEXT NOT NULL,
    "evidence" JSONB NOT NULL,

    CONSTRAINT "detection_pkey" PRIMARY KEY ("snapshot_id","preset")
);

-- CreateTable
CREATE TABLE "placed_skill" (
    "snapshot_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "entry" JSONB,
    "tree_hash" TEXT,
    "content_hash" TEXT,
    "description" TEXT NOT NULL,

    CONSTRAINT "placed_skill_pkey" PRIMARY KEY ("snapshot_id","name")
);

-- CreateTable
CREATE TABLE "found_skill" (
    "snapshot_id" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,

    CONSTRAINT "found_skill_pkey" PRIMARY KEY ("snapshot_id","path")
);

-- CreateTable
CREATE TABLE "repo_choice" (
    "repo_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "choice" TEXT NOT NULL,
    "reason" TEXT,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "repo_choice_pkey" PRIMARY KEY ("repo_id","kind","name")
);

-- CreateTable
CREATE TABLE "equipped" (
    "id" TEXT NOT NULL,
    "repo_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "version_id" TEXT,
    "number" INTEGER,
    "content_hash" TEXT NOT NULL,
    "tree_hash" TEXT NOT NULL,
    "why" TEXT[],
    "edited" BOOLEAN NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "from_commit" TEXT NOT NULL,
    "to_at" TIMESTAMPTZ(3),
    "to_commit" TEXT,

    CONSTRAINT "equipped_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan" (
    "id" TEXT NOT NULL,
    "repo_id" TEXT NOT NULL,
    "base" TEXT,
    "purpose" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "entries" JSONB NOT NULL,
    "edits" JSONB NOT NULL DEFAULT '[]',
    "commit" TEXT,
    "delivered" TEXT,
    "patch" TEXT,
    "note" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "preview" (
    "id" TEXT NOT NULL,
    "locations" TEXT[],
    "results" JSONB NOT NULL DEFAULT '[]',
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "preview_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "candidate" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "repo_id" TEXT,
    "plan_id" TEXT,
    "title" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by" TEXT,
    "decision_reason" TEXT,

    CONSTRAINT "candidate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decision" (
    "id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" TEXT NOT NULL,
    "repo_id" TEXT,
    "subject" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "inputs" JSONB NOT NULL,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "repo_id" TEXT,
    "subject" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "details" JSONB NOT NULL,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event" (
    "id" BIGSERIAL NOT NULL,
    "topic" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "job" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "repo_id" TEXT,
    "state" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "max_attempts" INTEGER NOT NULL,
    "step" TEXT,
    "progress" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "error" JSONB,
    "result" JSONB,
    "cancel_requested" BOOLEAN NOT NULL DEFAULT false,
    "created_by" TEXT NOT NULL,
    "worker" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "heartbeat_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "job_event" (
    "job_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "source" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "message" TEXT NOT NULL,

    CONSTRAINT "job_event_pkey" PRIMARY KEY ("job_id","seq")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "account_user_id_idx" ON "account"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "account_provider_id_account_id_key" ON "account"("provider_id", "account_id");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "rate_limit_key_key" ON "rate_limit"("key");

-- CreateIndex
CREATE UNIQUE INDEX "invite_token_hash_key" ON "invite"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "skill_current_id_key" ON "skill"("current_id");

-- CreateIndex
CREATE INDEX "skill_repo_id_idx" ON "skill"("repo_id");

-- CreateIndex
CREATE UNIQUE INDEX "skill_home_name_key" ON "skill"("home", "name");

-- CreateIndex
CREATE INDEX "skill_version_content_hash_idx" ON "skill_version"("content_hash");

-- CreateIndex
CREATE INDEX "skill_version_tree_hash_idx" ON "skill_version"("tree_hash");

-- CreateIndex
CREATE INDEX "skill_version_parent_id_idx" ON "skill_version"("parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "skill_version_skill_id_number_key" ON "skill_version"("skill_id", "number");

-- CreateIndex
CREATE INDEX "skill_version_file_blob_hash_idx" ON "skill_version_file"("blob_hash");

-- CreateIndex
CREATE UNIQUE INDEX "repo_slug_key" ON "repo"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "repo_identity_key" ON "repo"("identity");

-- CreateIndex
CREATE UNIQUE INDEX "repo_snapshot_id_key" ON "repo"("snapshot_id");

-- CreateIndex
CREATE INDEX "repo_snapshot_repo_id_taken_at_idx" ON "repo_snapshot"("repo_id", "taken_at");

-- CreateIndex
CREATE INDEX "equipped_repo_id_name_idx" ON "equipped"("repo_id", "name");

-- CreateIndex
CREATE INDEX "equipped_version_id_idx" ON "equipped"("version_id");

-- CreateIndex
CREATE INDEX "plan_repo_id_state_idx" ON "plan"("repo_id", "state");

-- CreateIndex
CREATE INDEX "candidate_state_created_at_idx" ON "candidate"("state", "created_at");

-- CreateIndex
CREATE INDEX "candidate_repo_id_idx" ON "candidate"("repo_id");

-- CreateIndex
CREATE INDEX "candidate_plan_id_idx" ON "candidate"("plan_id");

-- CreateIndex
CREATE INDEX "decision_repo_id_at_idx" ON "decision"("repo_id", "at");

-- CreateIndex
CREATE INDEX "audit_repo_id_id_idx" ON "audit"("repo_id", "id");

-- CreateIndex
CREATE INDEX "audit_at_idx" ON "audit"("at");

-- CreateIndex
CREATE INDEX "event_at_idx" ON "event"("at");

-- CreateIndex
CREATE INDEX "job_state_created_at_idx" ON "job"("state", "created_at");

-- CreateIndex
CREATE INDEX "job_repo_id_created_at_idx" ON "job"("repo_id", "created_at");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "preset" ADD CONSTRAINT "preset_library_id_fkey" FOREIGN KEY ("library_id") REFERENCES "library"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "skill" ADD CONSTRAINT "skill_repo_id_fkey" FOREIGN KEY ("repo_id") REFERENCES "repo"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "skill" ADD CONSTRAINT "skill_current_id_fkey" FOREIGN KEY ("current_id") REFERENCES "skill_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "skill_version" ADD CONSTRAINT "skill_version_skill_id_fkey" FOREIGN KEY ("skill_id") REFERENCES "skill"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "skill_version" ADD CONSTRAINT "skill_version_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "skill_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "skill_version_file" ADD CONSTRAINT "skill_version_file_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "skill_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "skill_version_file" ADD CONSTRAINT "skill_version_file_blob_hash_fkey" FOREIGN KEY ("blob_hash") REFERENCES "blob"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "repo" ADD CONSTRAINT "repo_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "repo_snapshot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "repo_snapshot" ADD CONSTRAINT "repo_snapshot_repo_id_fkey" FOREIGN KEY ("repo_id") REFERENCES "repo"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "detection" ADD CONSTRAINT "detection_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "repo_snapshot"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "placed_skill" ADD CONSTRAINT "placed_skill_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "repo_snapshot"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "found_skill" ADD CONSTRAINT "found_skill_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "repo_snapshot"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "repo_choice" ADD CONSTRAINT "repo_choice_repo_id_fkey" FOREIGN KEY ("repo_id") REFERENCES "repo"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "equipped" ADD CONSTRAINT "equipped_repo_id_fkey" FOREIGN KEY ("repo_id") REFERENCES "repo"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "equipped" ADD CONSTRAINT "equipped_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "skill_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan" ADD CONSTRAINT "plan_repo_id_fkey" FOREIGN KEY ("repo_id") REFERENCES "repo"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "candidate" ADD CONSTRAINT "candidate_repo_id_fkey" FOREIGN KEY ("repo_id") REFERENCES "repo"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "candidate" ADD CONSTRAINT "candidate_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "job" ADD CONSTRAINT "job_repo_id_fkey" FOREIGN KEY ("repo_id") REFERENCES "repo"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "job_event" ADD CONSTRAINT "job_event_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- ── by hand from here: what the schema language cannot say ────────────────────────────────────────

-- One open candidate a key, one open interval a repo and name, one waiting plan a repo and purpose.
CREATE UNIQUE INDEX "candidate_open_key" ON "candidate" ("key") WHERE "state" = 'open';
CREATE UNIQUE INDEX "equipped_open" ON "equipped" ("repo_id", "name") WHERE "to_at" IS NULL;

-- A repo is synced once at a time, and once more may wait.
CREATE UNIQUE INDEX "job_waiting_sync" ON "job" ("repo_id") WHERE "state" = 'queued' AND "kind" = 'repo.sync';
CREATE UNIQUE INDEX "job_waiting_library" ON "job" ("kind") WHERE "state" = 'queued' AND "kind" = 'library.sync';

-- History is append-only.
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "audit_append_only" BEFORE UPDATE OR DELETE ON "audit" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "decision_append_only" BEFORE UPDATE OR DELETE ON "decision" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "skill_version_append_only" BEFORE UPDATE OR DELETE ON "skill_version" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "skill_version_file_append_only" BEFORE UPDATE OR DELETE ON "skill_version_file" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

-- Live pages listen on this channel; the payload is the event's id.
CREATE FUNCTION "notify_event"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('yardlet_event', NEW."id"::text);
  RETURN NULL;
END $$;
CREATE TRIGGER "event_notify" AFTER INSERT ON "event" FOR EACH ROW EXECUTE FUNCTION "notify_event"();

-- The one team and its library are there from the start.
INSERT INTO "team" ("id", "name") VALUES ('team', 'Team');
INSERT INTO "library" ("id") VALUES ('library');
