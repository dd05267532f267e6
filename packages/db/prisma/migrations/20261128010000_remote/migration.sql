-- Remotes: where a repo has moved to, what its server declines, deliveries whose branch is gone, and push webhooks.
ALTER TABLE "repo" ADD COLUMN "moved_to" TEXT,
ADD COLUMN "push_refused" TEXT;
ALTER TABLE "plan" ADD COLUMN "lost_at" TIMESTAMPTZ(3);
ALTER TABLE "preview" ADD COLUMN "repo_id" TEXT;

CREATE TABLE "push_hook" (
    "repo_id" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "rotated_at" TIMESTAMPTZ(3),
    "last_at" TIMESTAMPTZ(3),
    "last_event" TEXT,
    "last_did" TEXT,

    CONSTRAINT "push_hook_pkey" PRIMARY KEY ("repo_id")
);

ALTER TABLE "push_hook" ADD CONSTRAINT "push_hook_repo_id_fkey" FOREIGN KEY ("repo_id") REFERENCES "repo"("id") ON DELETE CASCADE ON UPDATE CASCADE;
