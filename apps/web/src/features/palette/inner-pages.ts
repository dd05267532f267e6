import type { Page } from "@/features/frame/pages.ts";

/** Pages that lie behind one of the side bar's: the palette goes there too. `of` names that one. */
export const INNER_PAGES = [
  { href: "/search", label: "Search", icon: "search", of: "everything" },
  { href: "/drift", label: "Drift", icon: "sync", of: "skills" },
  { href: "/found", label: "Found in the repos", icon: "search", of: "skills" },
  { href: "/tombstones", label: "Tombstones", icon: "prune", of: "skills" },
  { href: "/failure-codes", label: "Failure codes", icon: "help", of: "runs" },
  { href: "/lessons/memory-design", label: "Memory design", icon: "draft", of: "lessons" },
  { href: "/lessons/distillations", label: "Distillations", icon: "lessons", of: "lessons" },
  { href: "/lessons/ledger", label: "Ledger", icon: "lessons", of: "lessons" },
] as const satisfies readonly (Pick<Page, "href" | "label" | "icon"> & { of: string })[];
