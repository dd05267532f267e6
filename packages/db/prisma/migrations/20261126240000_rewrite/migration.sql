-- An agent may write the prose of an update anew: the candidate, and the draft that it begins with.
ALTER TABLE "authoring" ADD COLUMN "update_id" TEXT,
ADD COLUMN "base_draft_id" TEXT;
CREATE INDEX "authoring_update_id_idx" ON "authoring"("update_id");
CREATE INDEX "authoring_base_draft_id_idx" ON "authoring"("base_draft_id");
ALTER TABLE "authoring" ADD CONSTRAINT "authoring_update_id_fkey" FOREIGN KEY ("update_id") REFERENCES "candidate"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "authoring" ADD CONSTRAINT "authoring_base_draft_id_fkey" FOREIGN KEY ("base_draft_id") REFERENCES "draft"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
