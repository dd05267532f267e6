import {
  asksAgain,
  duplicateBy,
  likenessOf,
  lookupsOf,
  skillTextOf,
  type DuplicateBy,
  type Likeness,
  type SkillText,
} from "@yardlet/core/duplicate";
import { SKILL_FILE } from "@yardlet/core/skill";
import {
  deleteDuplicatePair,
  findDuplicatePair,
  findSharing,
  findSkillById,
  findSkillsById,
  listCandidates,
  listLivePairs,
  listPairsOf,
  listUnlooked,
  loadSkillProse,
  putDuplicatePair,
  putLookups,
  recordEvent,
  supersedeCandidates,
  type Db,
  type DuplicatePairRow,
  type SkillRow,
  type VersionRow,
} from "@yardlet/db";
import { evidenceOf } from "../candidate/subject.ts";
import { findProposed, propose } from "../candidate/propose.ts";
import { transact, type ServiceContext } from "../context.ts";
import { homeSlugOf } from "../skill/home.ts";
import { duplicateKey, sidesOf, type PairIds } from "./pair.ts";

type InForce = SkillRow & { current: VersionRow };

/** So many at a time; a skill is compared with as many that share a lookup at most. */
const BATCH = 200;
const MOST_PARTNERS = 200;
const MOST_OPEN = 1_000;

/**
 * Looks at every skill whose text nobody has compared yet: those that are like it become pairs, and each pair a candidate. Cheap where
 * nothing is new; a repeat changes nothing.
 */
export async function lookForDuplicates(ctx: ServiceContext, signal: AbortSignal): Promise<number> {
  let looked = 0;
  for (let rows = await listUnlooked(ctx.db, BATCH); rows.length > 0; rows = await listUnlooked(ctx.db, BATCH)) {
    for (const { skillId } of rows) {
      signal.throwIfAborted();
      await lookAt(ctx, skillId);
      looked += 1;
    }
  }
  if (looked > 0) await transact(ctx, (tx) => settle(ctx, tx));
  return looked;
}

async function lookAt(ctx: ServiceContext, skillId: string): Promise<void> {
  const skill = await findSkillById(ctx.db, skillId);
  if (!isInForce(skill)) return;
  const text = await textOf(ctx.db, skill);
  const lookups = [...new Set(lookupsOf(text))].filter((lookup) => lookup !== 0);
  const ids = await findSharing(ctx.db, { skillId, home: skill.home, lookups, limit: MOST_PARTNERS });
  const partners = (await findSkillsById(ctx.db, ids)).filter(isInForce);
  const found: { partner: InForce; text: SkillText; likeness: Likeness; by: DuplicateBy[] }[] = [];
  for (const partner of partners) {
    const other = await textOf(ctx.db, partner);
    const likeness = likenessOf(text, other);
    const by = duplicateBy(text, other, likeness);
    if (by.length > 0) found.push({ partner, text: other, likeness, by });
  }
  await transact(ctx, async (tx) => {
    await putLookups(tx, { skillId, contentHash: skill.current.contentHash, lookups });
    const alike = new Set(found.map(({ partner }) => partner.id));
    for (const pair of await listPairsOf(tx, skillId)) {
      const other = pair.firstId === skillId ? pair.secondId : pair.firstId;
      if (!alike.has(other) && pair.dismissedAt === null) await deleteDuplicatePair(tx, pair);
    }
    for (const one of found) await storePair(ctx, tx, { skill, text }, one);
  });
}

async function storePair(
  ctx: ServiceContext,
  tx: Db,
  mine: { skill: InForce; text: SkillText },
  theirs: { partner: InForce; text: SkillText; likeness: Likeness; by: DuplicateBy[] },
): Promise<void> {
  const { likeness, by } = theirs;
  const isFirst = mine.skill.id < theirs.partner.id;
  const [first, second] = isFirst ? [mine.skill, theirs.partner] : [theirs.partner, mine.skill];
  const ids: PairIds = { firstId: first.id, secondId: second.id };
  const now = isFirst ? { a: mine.text, b: theirs.text } : { a: theirs.text, b: mine.text };
  const known = await findDuplicatePair(tx, ids);
  const isDismissed = known !== undefined && known.dismissedAt !== null && !(await hasMoved(tx, known, now));
  const hashes = { firstHash: first.current.contentHash, secondHash: second.current.contentHash };
  const facts = { ...ids, ...hashes, ...likeness, by, foundAt: ctx.now() };
  await putDuplicatePair(tx, facts, { asksAgain: !isDismissed });
  if (isDismissed) return;
  const { keep, drop } = sidesOf(first, second);
  const proposal = {
    key: duplicateKey(ids),
    inputs: `${hashes.firstHash} ${hashes.secondHash}`,
    why: whyOf(keep.name, likeness, by),
  };
  if ((await findProposed(tx, proposal, ctx.now())) !== "new") return;
  await propose(tx, {
    ...proposal,
    kind: "duplicate",
    title: `${drop.name} says what ${keep.name} says`,
    repoId: drop.home === "library" ? null : drop.home,
    skillId: drop.id,
    versionId: drop.current.id,
    details: {
      keep: await named(tx, keep),
      drop: await named(tx, drop),
      pair: ids,
      likeness,
      by,
    },
  });
}

/** Whether one of the texts has changed enough since a person dismissed the pair. */
async function hasMoved(db: Db, known: DuplicatePairRow, now: { a: SkillText; b: SkillText }): Promise<boolean> {
  const [a, b] = [
    await proseOf(db, now.a.name, known.dismissedFirst ?? ""),
    await proseOf(db, now.b.name, known.dismissedSecond ?? ""),
  ];
  return asksAgain({ a, b }, now);
}

/** What waits about two skills that are no pair any more is out of date. */
async function settle(ctx: ServiceContext, tx: Db): Promise<void> {
  const live = new Set((await listLivePairs(tx, { dismissed: false })).map(duplicateKey));
  for (const { id, key } of await listOpen(tx)) {
    if (live.has(key)) continue;
    const done = await supersedeCandidates(tx, key, "the two are no longer alike", ctx.now());
    if (done > 0) await recordEvent(tx, "candidate", id);
  }
}

async function listOpen(tx: Db): Promise<{ id: string; key: string }[]> {
  const open = await listCandidates(tx, { state: "open", kind: "duplicate", limit: MOST_OPEN });
  return open.flatMap((candidate) => {
    const evidence = evidenceOf(candidate);
    return evidence?.kind === "duplicate" ? [{ id: candidate.id, key: duplicateKey(evidence.pair) }] : [];
  });
}

function whyOf(other: string, { body, description }: Likeness, by: readonly DuplicateBy[]): string {
  const percent = (share: number) => `${Math.floor(share * 100)} %`;
  const WORDS = {
    body: `its text is ${percent(body)} that of ${other}`,
    description: `its description is ${percent(description)} that of ${other}`,
    name: `its name is made of the same words as ${other}`,
  } as const satisfies Record<DuplicateBy, string>;
  return by.map((one) => WORDS[one]).join("; ");
}

async function named(db: Db, skill: InForce): Promise<{ home: string; name: string; version: number }> {
  return { home: await homeSlugOf(db, skill), name: skill.name, version: skill.current.number };
}

function isInForce(skill: SkillRow | undefined): skill is InForce {
  return skill !== undefined && skill.current !== null;
}

function textOf(db: Db, { name, current }: InForce): Promise<SkillText> {
  return proseOf(db, name, current.contentHash);
}

async function proseOf(db: Db, name: string, hash: string): Promise<SkillText> {
  const [prose] = await loadSkillProse(db, { home: "library", hashes: [hash] });
  return skillTextOf(name, prose ? [{ path: SKILL_FILE, mode: "100644", bytes: prose.bytes }] : []);
}
