-- What each skill is looked up by as a near-duplicate, and the pairs that were found. A pair that a person dismissed keeps the texts they saw.
CREATE TABLE "skill_lookup" (
    "skill_id" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "lookups" INTEGER[],

    CONSTRAINT "skill_lookup_pkey" PRIMARY KEY ("skill_id")
);

CREATE INDEX "skill_lookup_lookups_idx" ON "skill_lookup" USING GIN ("lookups");

CREATE TABLE "duplicate_pair" (
    "first_id" TEXT NOT NULL,
    "second_id" TEXT NOT NULL,
    "first_hash" TEXT NOT NULL,
    "second_hash" TEXT NOT NULL,
    "body" DOUBLE PRECISION NOT NULL,
    "description" DOUBLE PRECISION NOT NULL,
    "name" DOUBLE PRECISION NOT NULL,
    "by" TEXT[],
    "found_at" TIMESTAMPTZ(3) NOT NULL,
    "dismissed_at" TIMESTAMPTZ(3),
    "dismissed_by" TEXT,
    "dismiss_reason" TEXT,
    "dismissed_first" TEXT,
    "dismissed_second" TEXT,

    CONSTRAINT "duplicate_pair_pkey" PRIMARY KEY ("first_id","second_id")
);

CREATE INDEX "duplicate_pair_second_id_idx" ON "duplicate_pair"("second_id");
