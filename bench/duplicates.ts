import { findDuplicates, skillTextOf, type SkillText } from "@yardlet/core/duplicate";

const SKILLS = 13_000;
const PLANTED = 400;
const PROMISE = { seconds: 10, megabytes: 500 };
const SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu".split(" ");
const KINDS = ["same", "few words", "a paragraph more", "another description", "a word in six"] as const;

/** Always the same numbers, 0 to 1. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

const random = generator(8);
const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
const WORDS = Array.from({ length: 4_000 }, () =>
  Array.from({ length: 2 + Math.floor(random() * 2) }, () => pick(SYLLABLES)).join(""),
);
/** Frequent words are frequent, as in any language. */
const word = () => WORDS[Math.floor(random() ** 3 * WORDS.length)] ?? "";
const sentence = (length: number) => `${Array.from({ length }, word).join(" ")}.`;
const BOILERPLATE = Array.from({ length: 12 }, () => sentence(14));

interface Text {
  name: string;
  description: string;
  body: string[];
}

function makeText(at: number): Text {
  const paragraphs = Array.from({ length: 12 + Math.floor(random() * 30) }, () =>
    sentence(10 + Math.floor(random() * 20)),
  );
  return {
    name: `${word()}-${word()}-${at}`,
    description: sentence(22),
    body: [pick(BOILERPLATE) ?? "", ...paragraphs, pick(BOILERPLATE) ?? ""],
  };
}

function changed(text: Text, kind: (typeof KINDS)[number], at: number): Text {
  const oneIn = (count: number) => (line: string) =>
    line
      .split(" ")
      .map((one) => (random() < 1 / count ? word() : one))
      .join(" ");
  const other = { ...text, name: `${word()}-${word()}-${at}`, description: sentence(22) };
  const CHANGES = {
    same: () => other,
    "few words": () => ({ ...other, body: text.body.map(oneIn(150)) }),
    "a paragraph more": () => ({ ...other, body: [...text.body, sentence(20)] }),
    "another description": () => ({ ...makeText(at), description: text.description }),
    "a word in six": () => ({ ...other, body: text.body.map(oneIn(6)) }),
  };
  return CHANGES[kind]();
}

const bytesOf = ({ name, description, body }: Text) =>
  new TextEncoder().encode(
    `---\nname: ${name}\ndescription: ${description}\n---\n\n# ${name}\n\n${body.join("\n\n")}\n`,
  );

function spentSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

/** `pnpm bench duplicates`: near-duplicates among 13,000 made-up skills, with planted pairs; how fast, in how much memory, and how many found. */
export async function runDuplicatesBench(): Promise<number> {
  const meant: { a: number; b: number; kind: (typeof KINDS)[number] }[] = [];
  const read: SkillText[] = [];
  const waiting: Text[] = [];
  let used = 0;
  for (let at = 0; at < SKILLS; at += 1) {
    const copy = at - (SKILLS - PLANTED);
    const kind = KINDS[copy % KINDS.length] ?? "same";
    const from = copy < 0 ? undefined : waiting[copy];
    const text = from ? changed(from, kind, at) : makeText(at);
    if (copy < 0 && at % 7 === 0 && waiting.length < PLANTED) waiting.push(text);
    if (copy >= 0) meant.push({ a: copy * 7, b: at, kind });
    const bytes = bytesOf(text);
    const start = process.cpuUsage();
    read.push(skillTextOf(text.name, [{ path: "SKILL.md", mode: "100644", bytes }]));
    used += spentSince(start);
  }
  const start = process.cpuUsage();
  const pairs = findDuplicates(read);
  const found = spentSince(start);
  const seconds = used + found;
  const megabytes = process.resourceUsage().maxRSS / 1024;
  const seen = new Set(pairs.map(({ a, b }) => `${a} ${b}`));
  const isSeen = ({ a, b }: { a: number; b: number }) => seen.has(`${a} ${b}`);
  const alike = meant.filter(({ kind }) => kind !== "a word in six");
  const hits = alike.filter(isSeen).length;
  const known = new Set(meant.map(({ a, b }) => `${a} ${b}`));
  const right = pairs.filter(({ a, b }) => known.has(`${a} ${b}`)).length;
  for (const kind of KINDS) {
    const of = meant.filter((one) => one.kind === kind);
    console.log(`${kind.padEnd(22)} ${of.filter(isSeen).length} of ${of.length} found`);
  }
  console.log(
    `recall ${(hits / alike.length).toFixed(3)}, precision ${(right / pairs.length).toFixed(3)} of ${pairs.length} pairs`,
  );
  console.log(
    `${SKILLS} skills: ${seconds.toFixed(1)} s of the processor (reading ${used.toFixed(1)} s, comparing ${found.toFixed(1)} s), ${Math.round(megabytes)} MB at most`,
  );
  const kept = seconds <= PROMISE.seconds && megabytes <= PROMISE.megabytes && hits === alike.length;
  console.log(kept ? "kept" : `promised: ${PROMISE.seconds} s, ${PROMISE.megabytes} MB, all found`);
  return Promise.resolve(kept ? 0 : 1);
}
