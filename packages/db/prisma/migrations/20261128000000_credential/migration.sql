-- How Yardlet signs in at git hosts: one credential a host and kind, its secret encrypted; and who tried whether it lets in.
CREATE TABLE "credential" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "username" TEXT,
    "secret" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "known_hosts" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "rotated_by" TEXT,
    "rotated_at" TIMESTAMPTZ(3),
    "used_at" TIMESTAMPTZ(3),
    "failed_at" TIMESTAMPTZ(3),
    "failure" TEXT,

    CONSTRAINT "credential_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "credential_trial" (
    "id" TEXT NOT NULL,
    "credential_id" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "asked_by" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "branches" INTEGER,
    "default_branch" TEXT,
    "error" TEXT,

    CONSTRAINT "credential_trial_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "credential_host_kind_key" ON "credential"("host", "kind");
CREATE INDEX "credential_trial_credential_id_idx" ON "credential_trial"("credential_id");
ALTER TABLE "credential_trial" ADD CONSTRAINT "credential_trial_credential_id_fkey" FOREIGN KEY ("credential_id") REFERENCES "credential"("id") ON DELETE CASCADE ON UPDATE CASCADE;
