import { DomainError } from "@yardlet/core/error";
import { unsafePathReason } from "./safe-path.ts";

/** Which part of a repository a writer may touch: the agents' folders of a repo, or the files of a library. */
export type WriteScope =
  | { readonly kind: "agents"; readonly linkFolders: readonly string[] }
  | { readonly kind: "library" };

interface Places {
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

const LIBRARY: Places = {
  files: ["catalog.tsv", "signals.yaml", "README.md", "LICENSE"],
  folders: ["skills", "presets"],
};

/** A client's folder of skills. Anything else, such as `.github/workflows`, would let a setting reach code that runs. */
const LINK_FOLDER = /^(?!\.agents(\/|$))(.+\/)?skills?$/i;

/**
 * @throws DomainError `invalid` for a link folder that is not a client's folder of skills.
 */
export function placesOf(scope: WriteScope): Places {
  if (scope.kind === "library") return LIBRARY;
  for (const folder of scope.linkFolders) {
    const reason = unsafePathReason(folder);
    if (reason === undefined && LINK_FOLDER.test(folder)) continue;
    throw new DomainError(
      "invalid",
      `${JSON.stringify(folder)} is not a folder for links${reason ? `: ${reason}` : ""}; name one that ends in "skills", such as .claude/skills`,
      { folder },
    );
  }
  return { files: [], folders: [".agents", ...scope.linkFolders] };
}

export function isInPlaces(path: string, places: Places): boolean {
  return places.files.includes(path) || places.folders.some((folder) => path.startsWith(`${folder}/`));
}

export function describePlaces({ files, folders }: Places): string {
  return [...folders.map((folder) => `${folder}/`), ...files].join(", ");
}
