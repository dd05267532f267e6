-- What failed where a skill was at hand, could be seen, and was not used: what its use is held against.
ALTER TABLE "skill_use" ADD COLUMN "idle_failed" INTEGER NOT NULL DEFAULT 0;
