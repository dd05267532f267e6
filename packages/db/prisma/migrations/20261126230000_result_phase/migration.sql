-- What a repo does with runs without a SkillResult: wrap them, or refuse them.
ALTER TABLE "repo" ADD COLUMN "result_phase" TEXT NOT NULL DEFAULT 'compat';

-- Whether the run's SkillResult is one that was made for it. Runs from before were not wrapped.
ALTER TABLE "run" ADD COLUMN "wrapped" BOOLEAN NOT NULL DEFAULT false;

-- Who still needs wrapping. Partial: a run with a SkillResult costs nothing.
CREATE INDEX "run_wrapped" ON "run" ("repo_id", "at") WHERE "wrapped";
