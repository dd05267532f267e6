import type { IconName } from "@/ui/glyph.tsx";

/** The pages of the side bar; `g` and then `key` goes there. */
export const PAGES = [
  { href: "/", label: "Overview", icon: "overview", key: "o" },
  { href: "/repos", label: "Repos", icon: "repos", key: "r" },
  { href: "/skills", label: "Skills", icon: "skills", key: "s" },
  { href: "/runs", label: "Runs", icon: "runs", key: "u" },
  { href: "/jobs", label: "Jobs", icon: "jobs", key: "j" },
  { href: "/settings", label: "Settings", icon: "settings", key: "," },
] as const satisfies readonly { href: string; label: string; icon: IconName; key: string }[];

export function isPageOf(href: string, pathname: string): boolean {
  return href === "/" ? pathname === "/" : pathname === href || pathname.startsWith(`${href}/`);
}
