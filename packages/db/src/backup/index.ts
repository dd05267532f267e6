export { openLoad, type Load } from "./load.ts";
export { openSnapshot, type Snapshot, type SnapshotTable } from "./snapshot.ts";
export { requireEmptyDatabase } from "./empty.ts";
