-- Deciding waits once, and a job that a dead worker leaves goes back to waiting beside it.
DROP INDEX "job_waiting_score";
CREATE UNIQUE INDEX "job_waiting_score" ON "job" ("kind") WHERE "state" = 'queued' AND "kind" = 'score.decide' AND "attempt" = 0;
