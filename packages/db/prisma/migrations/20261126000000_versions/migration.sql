-- AlterTable
ALTER TABLE "audit" ADD COLUMN     "undoes" BIGINT;

-- AlterTable
ALTER TABLE "candidate" ADD COLUMN     "details" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "skill_id" TEXT,
ADD COLUMN     "snoozed_until" TIMESTAMPTZ(3),
ADD COLUMN     "version_id" TEXT;

-- AlterTable
ALTER TABLE "plan" ADD COLUMN     "change_id" TEXT,
ADD COLUMN     "rollout_id" TEXT;

-- AlterTable
ALTER TABLE "skill" ADD COLUMN     "forked_from" TEXT,
ADD COLUMN     "pin_reason" TEXT,
ADD COLUMN     "pinned_at" TIMESTAMPTZ(3),
ADD COLUMN     "pinned_by" TEXT,
ADD COLUMN     "replaced_by" TEXT,
ADD COLUMN     "state" TEXT NOT NULL DEFAULT 'active',
ADD COLUMN     "state_at" TIMESTAMPTZ(3),
ADD COLUMN     "state_by" TEXT,
ADD COLUMN     "state_reason" TEXT;

-- AlterTable
ALTER TABLE "team" ADD COLUMN     "cool_off_hours" INTEGER NOT NULL DEFAULT 24;

-- CreateTable
CREATE TABLE "skill_change" (
    "id" TEXT NOT NULL,
    "skill_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "base_id" TEXT,
    "result_id" TEXT,
    "content_hash" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "by_kind" TEXT NOT NULL,
    "by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "note" TEXT,

    CONSTRAINT "skill_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "skill_change_file" (
    "change_id" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "blob_hash" TEXT NOT NULL,

    CONSTRAINT "skill_change_file_pkey" PRIMARY KEY ("change_id","path")
);

-- CreateTable
CREATE TABLE "tombstone" (
    "id" TEXT NOT NULL,
    "home" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "skill_id" TEXT,
    "version" INTEGER,
    "content_hash" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lifted_at" TIMESTAMPTZ(3),
    "lifted_by" TEXT,

    CONSTRAINT "tombstone_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rollout" (
    "id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rollout_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "skill_change_skill_id_created_at_idx" ON "skill_change"("skill_id", "created_at");

-- CreateIndex
CREATE INDEX "skill_change_base_id_idx" ON "skill_change"("base_id");

-- CreateIndex
CREATE INDEX "skill_change_result_id_idx" ON "skill_change"("result_id");

-- CreateIndex
CREATE INDEX "skill_change_file_blob_hash_idx" ON "skill_change_file"("blob_hash");

-- CreateIndex
CREATE INDEX "tombstone_home_content_hash_idx" ON "tombstone"("home", "content_hash");

-- CreateIndex
CREATE INDEX "tombstone_skill_id_idx" ON "tombstone"("skill_id");

-- CreateIndex
CREATE INDEX "rollout_created_at_idx" ON "rollout"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "audit_undoes_key" ON "audit"("undoes");

-- CreateIndex
CREATE INDEX "audit_action_id_idx" ON "audit"("action", "id");

-- CreateIndex
CREATE INDEX "candidate_key_created_at_idx" ON "candidate"("key", "created_at");

-- CreateIndex
CREATE INDEX "candidate_skill_id_idx" ON "candidate"("skill_id");

-- CreateIndex
CREATE INDEX "candidate_version_id_idx" ON "candidate"("version_id");

-- CreateIndex
CREATE INDEX "plan_change_id_idx" ON "plan"("change_id");

-- CreateIndex
CREATE INDEX "plan_rollout_id_idx" ON "plan"("rollout_id");

-- CreateIndex
CREATE INDEX "skill_forked_from_idx" ON "skill"("forked_from");

-- AddForeignKey
ALTER TABLE "skill" ADD CONSTRAINT "skill_forked_from_fkey" FOREIGN KEY ("forked_from") REFERENCES "skill_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "skill_change" ADD CONSTRAINT "skill_change_skill_id_fkey" FOREIGN KEY ("skill_id") REFERENCES "skill"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "skill_change" ADD CONSTRAINT "skill_change_base_id_fkey" FOREIGN KEY ("base_id") REFERENCES "skill_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "skill_change" ADD CONSTRAINT "skill_change_result_id_fkey" FOREIGN KEY ("result_id") REFERENCES "skill_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "skill_change_file" ADD CONSTRAINT "skill_change_file_change_id_fkey" FOREIGN KEY ("change_id") REFERENCES "skill_change"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "skill_change_file" ADD CONSTRAINT "skill_change_file_blob_hash_fkey" FOREIGN KEY ("blob_hash") REFERENCES "blob"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tombstone" ADD CONSTRAINT "tombstone_skill_id_fkey" FOREIGN KEY ("skill_id") REFERENCES "skill"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan" ADD CONSTRAINT "plan_change_id_fkey" FOREIGN KEY ("change_id") REFERENCES "skill_change"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan" ADD CONSTRAINT "plan_rollout_id_fkey" FOREIGN KEY ("rollout_id") REFERENCES "rollout"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "candidate" ADD CONSTRAINT "candidate_skill_id_fkey" FOREIGN KEY ("skill_id") REFERENCES "skill"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "candidate" ADD CONSTRAINT "candidate_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "skill_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ── by hand from here: what the schema language cannot say ────────────────────────────────────────

-- One change of a skill is under way at a time, and a text has one standing tombstone a home.
CREATE UNIQUE INDEX "skill_change_waiting" ON "skill_change" ("skill_id") WHERE "state" = 'waiting';
CREATE UNIQUE INDEX "tombstone_standing" ON "tombstone" ("home", "name", "content_hash") WHERE "lifted_at" IS NULL;
