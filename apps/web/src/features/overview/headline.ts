import type { Overview } from "@yardlet/services";
import { capital, formatCount } from "@/ui/format.ts";

type Facts = Pick<Overview, "candidates" | "automatic" | "counts"> & {
  /** Skills that the evidence speaks against. */
  weak?: number;
};

/** The finding of the morning: what waits, what is broken, else what holds. */
export function headline({ candidates, automatic, counts, weak = 0 }: Facts): string {
  const parts = [
    candidates.length > 0
      ? `${formatCount(candidates.length, "decision")} ${candidates.length === 1 ? "waits" : "wait"}`
      : "",
    counts.failing > 0 ? `${formatCount(counts.failing, "repo")} can’t be read` : "",
    weak > 0 ? `${formatCount(weak, "skill")} ${weak === 1 ? "is" : "are"} below the floor` : "",
    automatic.length > 0 ? equippedWords(automatic) : "",
  ].filter(Boolean);
  if (candidates.length + counts.failing + weak === 0) parts.unshift("Nothing waits for you");
  if (parts.length === 1) parts.push(carryWords(counts));
  return capital(parts.join(", "));
}

function equippedWords(automatic: Facts["automatic"]): string {
  const repos = new Set(automatic.filter((entry) => entry.action === "repo.wrote-equip").map((entry) => entry.repoId));
  return repos.size > 0 ? `${formatCount(repos.size, "repo")} equipped` : "";
}

function carryWords({ repos, equipped }: Facts["counts"]): string {
  return `${formatCount(repos, "repo")} ${repos === 1 ? "carries" : "carry"} ${formatCount(equipped, "skill")}`;
}

const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** `Friday 21 November`, in UTC. */
export function longDay(at: Date): string {
  return `${DAYS[at.getUTCDay()] ?? ""} ${at.getUTCDate()} ${MONTHS[at.getUTCMonth()] ?? ""}`;
}
