import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import path from "node:path";

/** The file that a program's name stands for on a PATH; a path stands for itself. Undefined when nothing can be executed. */
export async function findProgram(program: string, searchPath: string | undefined): Promise<string | undefined> {
  const places = program.includes("/")
    ? [path.resolve(program)]
    : (searchPath ?? "")
        .split(path.delimiter)
        .filter(path.isAbsolute)
        .map((folder) => path.join(folder, program));
  for (const place of places) if (await canExecute(place)) return place;
  return undefined;
}

async function canExecute(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
