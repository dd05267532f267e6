import { compareText } from "../../skill/order.ts";
import type { Claim, Origin, Purpose, Sighting, Unclear } from "./types.ts";
import { bareCommand, withoutVariables } from "./words.ts";

/** One way to do something, with everything that speaks for it. */
export interface Way {
  readonly command: string;
  /** Where it is run; more than one when several folders want the same. */
  readonly folders: readonly string[];
  readonly seen: readonly Sighting[];
  readonly runs: string | undefined;
  readonly origins: ReadonlySet<Origin>;
  readonly rank: number;
}

/** How much a claim weighs by where it comes from. */
const RANK = { ci: 100, guide: 70, task: 60, readme: 50, tool: 40, convention: 20 } as const satisfies Record<
  Origin,
  number
>;

const CHECKS: ReadonlySet<Purpose> = new Set(["lint", "types", "format"]);

const MORE_EVIDENCE = 3;

/** How many ways are told of one purpose, and of those that begin with the same program and verb. */
const WAYS = { most: 5, alike: 2, folders: 6, sightings: 4 } as const;

/**
 * The ways that are worth telling, what CI runs first. What a tool's presence suggests is left out where a better way runs that
 * tool; what nested packages say, where the root says something.
 */
export function waysOf(claims: readonly Claim[], purpose: Purpose): Way[] {
  const own = claims.filter((claim) => claim.purpose === purpose);
  const placed = ({ folder, command }: Claim) => `${folder}\0${canonical(command)}`;
  const ofCi = new Set(own.filter(({ origin }) => origin === "ci").map(placed));
  const root = own.filter((claim) => claim.folder === "" || ofCi.has(placed(claim)));
  const merged = root.length > 0 ? merge(root, ({ folder }) => folder) : merge(own, () => "");
  const chosen: Way[] = [];
  for (const way of merged) {
    const alike = chosen.filter((other) => programOf(other.command) === programOf(way.command));
    if (alike.length >= WAYS.alike || chosen.length >= WAYS.most || isCovered(way, purpose, chosen)) continue;
    chosen.push(way);
  }
  return chosen;
}

function merge(claims: readonly Claim[], groupOf: (claim: Claim) => string): Way[] {
  const groups = new Map<string, Claim[]>();
  for (const claim of claims) {
    const key = `${groupOf(claim)}\0${canonical(claim.command)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [claim]);
    else group.push(claim);
  }
  return [...groups.values()]
    .map(toWay)
    .toSorted((a, b) => b.rank - a.rank || compareSeen(a, b) || compareText(a.command, b.command));
}

function toWay(claims: readonly Claim[]): Way {
  const sorted = claims.toSorted(
    (a, b) => rankOf(b) - rankOf(a) || compareText(a.seen.path, b.seen.path) || a.seen.line - b.seen.line,
  );
  const [best] = sorted;
  const origins = new Set(claims.map(({ origin }) => origin));
  return {
    command: best?.command ?? "",
    folders: [...new Set(claims.map(({ folder }) => folder))].toSorted(compareText),
    seen: firstOfEachPlace(sorted.map(({ seen }) => seen)),
    runs: sorted.find(({ runs }) => runs !== undefined)?.runs,
    origins,
    rank: (best === undefined ? 0 : rankOf(best)) + MORE_EVIDENCE * (origins.size - 1),
  };
}

function rankOf({ origin, weight = 0 }: Claim): number {
  return RANK[origin] + weight;
}

/** A tool that is only there, and that a better way runs already; a habit of checking, where somebody says how it is checked. */
function isCovered(way: Way, purpose: Purpose, chosen: readonly Way[]): boolean {
  if ([...way.origins].some((origin) => RANK[origin] > RANK.tool)) return false;
  const isHabit = CHECKS.has(purpose) && !way.origins.has("tool");
  if (isHabit && chosen.some(({ rank }) => rank >= RANK.task)) return true;
  const [program = "", verb = ""] = bareCommand(way.command).split(" ");
  const words = /^(?:cargo|go|dotnet|swift|flutter|dart|mix|npm|pnpm|yarn|bun|rails|ruff)$/.test(program)
    ? `${program} ${verb}`
    : program;
  return chosen.some(({ command, runs = "", rank }) => rank >= RANK.task && `${command} ${runs}`.includes(words));
}

/** `npm run lint` and `npm lint` name one script, `uv run pytest` and `pytest` are one command only where they are written so. */
function canonical(command: string): string {
  return withoutVariables(command)
    .replaceAll(/\s+/g, " ")
    .replace(/^(npm|pnpm|yarn|bun) run (?=[\w:-]+$)/, "$1 ")
    .replace(/^(npm|pnpm|bun) i$/, "$1 install");
}

/** The program and the stem of its verb: `make test-full` and `make test-minimal` are alike. */
function programOf(command: string): string {
  const [program = "", verb = ""] = bareCommand(canonical(command)).split(" ");
  return `${program} ${verb.startsWith("-") ? verb : verb.split(/[:_.-]/, 1)[0]}`;
}

function firstOfEachPlace(seen: readonly Sighting[]): Sighting[] {
  const first = new Map(seen.map((each) => [`${each.path}\0${each.what}`, each] as const).toReversed());
  return [...first.values()].toReversed().slice(0, WAYS.sightings);
}

function compareSeen(a: Way, b: Way): number {
  const [one, other] = [a.seen[0], b.seen[0]];
  if (one === undefined || other === undefined) return 0;
  return compareText(one.path, other.path) || one.line - other.line;
}

const INSTALL = /^(npm|pnpm|yarn|bun)(?: (?:ci|i|install)\b|$)/;

/** Whether what is written about installing contradicts the lockfile. */
export function rivalInstalls(claims: readonly Claim[]): Unclear[] {
  const installs = claims.flatMap(({ purpose, command, folder, origin, seen }) => {
    const manager = purpose === "setup" && folder === "" ? INSTALL.exec(command)?.[1] : undefined;
    return manager === undefined ? [] : [{ manager, origin, seen }];
  });
  const locked = installs.find(({ origin }) => origin === "tool")?.manager;
  if (locked === undefined) return [];
  return (["ci", "guide", "readme"] as const).flatMap((origin) => {
    const others = installs.filter((each) => each.origin === origin);
    const rival = others.find(({ manager }) => manager !== locked);
    if (rival === undefined || others.some(({ manager }) => manager === locked)) return [];
    return [
      {
        what: `installed with ${rival.manager} here, while ${locked} is what the repository declares`,
        seen: [rival.seen],
      },
    ];
  });
}
