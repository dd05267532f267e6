-- Findings of the scan that a person takes for meant well, in one text until a day.
CREATE TABLE "waiver" (
    "id" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "file" TEXT,
    "excerpt" TEXT,
    "home" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "lifted_at" TIMESTAMPTZ(3),
    "lifted_by" TEXT,

    CONSTRAINT "waiver_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "waiver_content_hash_idx" ON "waiver"("content_hash");
