-- Webhooks: where what happens is told to, and every attempt at it. Events that are announced carry what is told.
ALTER TABLE "event" ADD COLUMN "announces" TEXT,
ADD COLUMN "data" JSONB,
ADD COLUMN "message_id" TEXT,
ADD COLUMN "repo_id" TEXT,
ADD COLUMN "seq" BIGINT;

-- The turns of announced events: given in the order in which they are found committed, never twice.
CREATE SEQUENCE "event_turn_seq" AS BIGINT;
CREATE UNIQUE INDEX "event_seq_key" ON "event"("seq") WHERE "seq" IS NOT NULL;
CREATE INDEX "event_without_turn_idx" ON "event"("id") WHERE "announces" IS NOT NULL AND "seq" IS NULL;

CREATE TABLE "webhook" (
    "id" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "events" TEXT[],
    "repo_id" TEXT,
    "secret" TEXT,
    "old_secret" TEXT,
    "old_secret_until" TIMESTAMPTZ(3),
    "state" TEXT NOT NULL,
    "state_reason" TEXT,
    "state_by" TEXT,
    "state_at" TIMESTAMPTZ(3) NOT NULL,
    "cursor" BIGINT NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3),
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "webhook_delivery" (
    "id" BIGSERIAL NOT NULL,
    "webhook_id" TEXT NOT NULL,
    "message_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "trigger" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "asked_by" TEXT,
    "at" TIMESTAMPTZ(3),
    "ms" INTEGER,
    "status" INTEGER,
    "error" TEXT,
    "response" TEXT,

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "webhook_repo_id_idx" ON "webhook"("repo_id");
CREATE INDEX "webhook_delivery_webhook_id_id_idx" ON "webhook_delivery"("webhook_id", "id");
CREATE INDEX "webhook_delivery_message_id_idx" ON "webhook_delivery"("message_id");
CREATE INDEX "webhook_delivery_waiting_idx" ON "webhook_delivery"("webhook_id") WHERE "at" IS NULL;
ALTER TABLE "webhook" ADD CONSTRAINT "webhook_repo_id_fkey" FOREIGN KEY ("repo_id") REFERENCES "repo"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_webhook_id_fkey" FOREIGN KEY ("webhook_id") REFERENCES "webhook"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
