import { readFileSync } from "node:fs";

/** A system account by its numeric ids. */
export interface Account {
  uid: number;
  gid: number;
}

/** PostgreSQL refuses to run as root; these accounts stand in, best first. */
const STAND_INS = ["postgres", "nobody"];

/** The account the server runs under: undefined means "as we are". */
export function serverAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const lines = readFileSync("/etc/passwd", "utf8").split("\n");
  for (const name of STAND_INS) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(":");
    if (fields?.[2] && fields[3]) return { uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  throw new Error(
    "PostgreSQL does not run as root, and there is no account postgres or nobody to run it as. Start Yardlet as another user, or set DATABASE_URL.",
  );
}
