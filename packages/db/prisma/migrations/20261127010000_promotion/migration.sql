-- A library skill may be made from a repo's own.
ALTER TABLE "skill" ADD COLUMN "promoted_from" TEXT;
CREATE INDEX "skill_promoted_from_idx" ON "skill"("promoted_from");
ALTER TABLE "skill" ADD CONSTRAINT "skill_promoted_from_fkey" FOREIGN KEY ("promoted_from") REFERENCES "skill_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Whether skills are seen and used. What was observed before counts: agents that have ever said so, and what the last snapshots list.
ALTER TABLE "placed_skill" ADD COLUMN "cut_off" BOOLEAN NOT NULL DEFAULT false;
CREATE TABLE "skill_use" (
    "version_id" TEXT NOT NULL,
    "repo_id" TEXT NOT NULL,
    "runs" INTEGER NOT NULL,
    "observed" INTEGER NOT NULL,
    "activated" INTEGER NOT NULL,
    "failed" INTEGER NOT NULL,

    CONSTRAINT "skill_use_pkey" PRIMARY KEY ("version_id","repo_id")
);
CREATE INDEX "skill_use_repo_id_idx" ON "skill_use"("repo_id");
ALTER TABLE "skill_use" ADD CONSTRAINT "skill_use_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "skill_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "skill_use" ADD CONSTRAINT "skill_use_repo_id_fkey" FOREIGN KEY ("repo_id") REFERENCES "repo"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE TABLE "use_observer" (
    "repo_id" TEXT NOT NULL,
    "agent" TEXT NOT NULL,

    CONSTRAINT "use_observer_pkey" PRIMARY KEY ("repo_id","agent")
);
ALTER TABLE "use_observer" ADD CONSTRAINT "use_observer_repo_id_fkey" FOREIGN KEY ("repo_id") REFERENCES "repo"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

INSERT INTO "use_observer" SELECT DISTINCT r.repo_id, r.agent FROM run_skill s JOIN run r ON r.id = s.run_pk WHERE s.use = 'activated' AND r.agent IS NOT NULL;

UPDATE placed_skill p SET cut_off = true FROM (
  SELECT snapshot_id, name, sum(char_length(name) + least(char_length(description), 1536) + 5) OVER (PARTITION BY snapshot_id ORDER BY name COLLATE "C") AS used
  FROM placed_skill WHERE tree_hash IS NOT NULL) listed
WHERE listed.snapshot_id = p.snapshot_id AND listed.name = p.name AND listed.used > 8000;

-- The versions that have evidence are compared again, so that their uses are counted.
INSERT INTO score_due (version_id, epoch) SELECT DISTINCT version_id, epoch FROM skill_roll ON CONFLICT DO NOTHING;
