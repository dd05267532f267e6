-- Skills that lie in a repo and are not Yardlet's: what they say, so that they can be compared and adopted. Older snapshots have no hashes.
ALTER TABLE "found_skill" ADD COLUMN "content_hash" TEXT, ADD COLUMN "tree_hash" TEXT, ADD COLUMN "version" INTEGER;

-- One text is kept once, whoever has it.
CREATE TABLE "found_file" (
    "tree_hash" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "blob_hash" TEXT NOT NULL,

    CONSTRAINT "found_file_pkey" PRIMARY KEY ("tree_hash", "path")
);

CREATE INDEX "found_file_blob_hash_idx" ON "found_file"("blob_hash");

ALTER TABLE "found_file" ADD CONSTRAINT "found_file_blob_hash_fkey" FOREIGN KEY ("blob_hash") REFERENCES "blob"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;
