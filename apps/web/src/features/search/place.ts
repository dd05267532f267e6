import type { SearchKind } from "@yardlet/core/search";
import type { SearchPlace } from "@yardlet/services";
import { lessonHref } from "@/features/distil/place.ts";
import { runHref, taskHref } from "@/features/run/place.ts";
import type { IconName } from "@/ui/glyph.tsx";

/** How groups of hits look and read. */
export const SEARCH_WORDS = {
  skill: { heading: "Skills", icon: "skills" },
  repo: { heading: "Repos", icon: "repos" },
  run: { heading: "Runs", icon: "runs" },
  task: { heading: "Tasks", icon: "runs" },
  lesson: { heading: "Lessons", icon: "lessons" },
  candidate: { heading: "Candidates", icon: "review" },
  job: { heading: "Jobs", icon: "jobs" },
} as const satisfies Record<SearchKind, { heading: string; icon: IconName }>;

/** The page of a hit. */
export function hrefOfHit(place: SearchPlace): string {
  switch (place.kind) {
    case "skill":
      return `/skills/${place.home}/${place.name}`;
    case "repo":
      return `/repos/${place.slug}`;
    case "run":
      return runHref(place);
    case "task":
      return taskHref(place.repo, place);
    case "lesson":
      return lessonHref(place);
    case "candidate":
      return `/review/${place.id}`;
    case "job":
      return `/jobs/${place.id}`;
  }
}

/** The state of a hit in a word; null where it is just there. */
export function stateOfHit(place: SearchPlace): string | null {
  if ("archived" in place) return place.archived ? "archived" : null;
  if (!("state" in place) || place.state === "active" || place.state === "open") return null;
  return place.state;
}
