import type { SkillFile } from "@yardlet/core/skill";
import { clientOf, type Db } from "../client.ts";

/** Stores bytes under their sha256; what is there already stays. */
export async function storeBlob(db: Db, hash: string, bytes: SkillFile["bytes"]): Promise<void> {
  await clientOf(db).$executeRaw`
    insert into blob (hash, size, bytes) values (${hash}, ${bytes.length}, ${bytes}) on conflict (hash) do nothing`;
}

export async function loadBlob(db: Db, hash: string): Promise<Uint8Array | undefined> {
  return (await clientOf(db).blob.findUnique({ where: { hash } }))?.bytes;
}
