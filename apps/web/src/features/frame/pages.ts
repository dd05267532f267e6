import type { IconName } from "@/ui/glyph.tsx";

/** The pages of the side bar; `g` and then `key` goes there. `minor` ones have no place in the bar of a narrow window. */
export const PAGES = [
  { href: "/", label: "Overview", icon: "overview", key: "o" },
  { href: "/review", label: "Review", icon: "review", key: "i" },
  { href: "/repos", label: "Repos", icon: "repos", key: "r" },
  {
    href: "/skills",
    label: "Skills",
    icon: "skills",
    key: "s",
    also: ["/drift", "/rollouts", "/found", "/tombstones"],
  },
  { href: "/runs", label: "Runs", icon: "runs", key: "u", minor: true, also: ["/failure-codes"] },
  { href: "/jobs", label: "Jobs", icon: "jobs", key: "j", minor: true },
  { href: "/compare", label: "Compare", icon: "compare", key: "c", minor: true },
  { href: "/lessons", label: "Lessons", icon: "lessons", key: "l", minor: true },
  { href: "/policy", label: "Policy", icon: "policy", key: "p", minor: true },
  { href: "/settings", label: "Settings", icon: "settings", key: ",", minor: true },
] as const satisfies readonly Page[];

export interface Page {
  href: string;
  label: string;
  icon: IconName;
  key: string;
  minor?: true;
  /** Other paths that belong to it. */
  also?: readonly string[];
}

export function isPageOf(page: Pick<Page, "href" | "also">, pathname: string): boolean {
  return [page.href, ...(page.also ?? [])].some((href) =>
    href === "/" ? pathname === "/" : pathname === href || pathname.startsWith(`${href}/`),
  );
}
