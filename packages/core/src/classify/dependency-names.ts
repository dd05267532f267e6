import { pythonName } from "./manifests/python-names.ts";
import type { Ecosystem } from "./types.ts";

const lowerCase = (name: string) => name.toLowerCase();
const asWritten = (name: string) => name;

/** How each ecosystem compares the names of packages. */
const COMPARED_AS: Record<Ecosystem, (name: string) => string> = {
  npm: asWritten,
  cargo: asWritten,
  python: pythonName,
  go: asWritten,
  maven: asWritten,
  gradle: asWritten,
  catalog: asWritten,
  nuget: lowerCase,
  gem: asWritten,
  composer: lowerCase,
  pub: asWritten,
  hex: asWritten,
  swift: lowerCase,
  cpp: lowerCase,
  platformio: lowerCase,
  docker: lowerCase,
};

/** One text for all spellings of a package's name. */
export function dependencyKey(ecosystem: Ecosystem, name: string): string {
  return `${ecosystem}:${COMPARED_AS[ecosystem](name)}`;
}
