import { ViewPage, type SavedView } from "@yardlet/core/view";
import { clientOf, type Db } from "../client.ts";
import { newId } from "./rows.ts";

/** A member's views of one page, by name. */
export async function listViews(db: Db, memberId: string, page: ViewPage): Promise<SavedView[]> {
  const rows = await clientOf(db).savedView.findMany({ where: { memberId, page }, orderBy: { name: "asc" } });
  return rows.map(viewOf);
}

/** Holds the member's row until the transaction ends, so that two who save at once take turns; false when there is none. */
export async function lockMember(db: Db, memberId: string): Promise<boolean> {
  const rows = await clientOf(db).$queryRaw<unknown[]>`select 1 from member where user_id = ${memberId} for update`;
  return rows.length === 1;
}

/** Writes the view of this member, page and name, in place of the one that has the name. */
export async function putView(
  db: Db,
  view: { memberId: string; page: ViewPage; name: string; query: string; savedAt: Date },
): Promise<SavedView> {
  const { memberId, page, name, query, savedAt } = view;
  const row = await clientOf(db).savedView.upsert({
    where: { memberId_page_name: { memberId, page, name } },
    create: { id: newId(), ...view },
    update: { query, savedAt },
  });
  return viewOf(row);
}

/** Removes a view of this member and answers it; undefined when the member has none of this id. */
export async function deleteView(db: Db, memberId: string, id: string): Promise<SavedView | undefined> {
  const row = await clientOf(db).savedView.findFirst({ where: { id, memberId } });
  if (!row) return undefined;
  await clientOf(db).savedView.delete({ where: { id } });
  return viewOf(row);
}

function viewOf(row: Omit<SavedView, "page"> & { page: string }): SavedView {
  return { id: row.id, page: ViewPage.parse(row.page), name: row.name, query: row.query, savedAt: row.savedAt };
}
