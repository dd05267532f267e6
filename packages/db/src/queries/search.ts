import { DOCUMENT_KINDS, SEARCH_TIERS, type DocumentKind } from "@yardlet/core/search";
import * as z from "zod";
import type { Db } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { selectJson } from "./json.ts";

/** What was typed, as documents are asked for it, and the words and stems by which hits are marked. */
export interface DocumentQuery {
  /** A tsquery; empty where nothing that was typed is a word. */
  query: string;
  terms: string[];
}

const Query = z.object({ query: z.string(), terms: z.array(z.string()) });

export async function readDocumentQuery(db: Db, text: string): Promise<DocumentQuery> {
  const [read] = await selectJson(db, Query, Prisma.sql`select query, terms from search_query(${text})`);
  return read ?? { query: "", terms: [] };
}

/** Which of the hits of a kind are asked for. */
export interface HitPage {
  repoId?: string | undefined;
  offset: number;
  limit: number;
}

const Found = z.object({
  kind: z.enum(DOCUMENT_KINDS),
  total: z.int(),
  hits: z.array(z.object({ ref: z.string(), tier: z.int() })),
});

/** Of one kind: how many documents match, and those of the page. `ref` is the id of the document's source, `tier` one of SEARCH_TIERS. */
export type FoundDocuments = z.infer<typeof Found>;

/**
 * Documents that have every word of a query, the best tier first; in a tier what is in force, then by name. `name` is what was typed. The page is of the
 * kind `only`, or of each kind; counts are of all.
 */
export async function findDocuments(
  db: Db,
  {
    query,
    name,
    only,
    repoId,
    offset,
    limit,
  }: HitPage & { query: string; name: string; only?: DocumentKind | undefined },
): Promise<FoundDocuments[]> {
  const key = name.toLowerCase();
  const tier = SEARCH_TIERS;
  return selectJson(
    db,
    Found,
    Prisma.sql`
    with hit as materialized (
      select kind, ref, name_key, past, case when name_key = ${key} then ${tier.name}::int
        when starts_with(name_key, ${key}) then ${tier.beginning}::int when title @@ ${query}::tsquery then ${tier.title}::int
        when head @@ ${query}::tsquery then ${tier.about}::int else ${tier.text}::int end as tier
      from search_document
      where body @@ ${query}::tsquery ${repoId === undefined ? Prisma.empty : Prisma.sql`and repo_id = ${repoId}`}
    )
    select t.kind, t.total, coalesce(p.hits, '[]') as hits
    from (select kind, count(*)::int as total from hit group by kind) t
    left join lateral (
      select json_agg(json_build_object('ref', o.ref, 'tier', o.tier) order by o.tier, o.past, o.name_key, o.ref) as hits from (
        select ref, tier, past, name_key from hit
        where hit.kind = t.kind and t.kind = coalesce(${only ?? null}::text, t.kind)
        order by tier, past, name_key, ref offset ${offset} limit ${limit}) o
    ) p on true`,
  );
}

const NEAR = 5;

/** Names of skills and repos that are nearly what was typed, the nearest first; none where the database has no pg_trgm. */
export async function findNearNames(db: Db, name: string): Promise<string[]> {
  const [known] = await selectJson(
    db,
    z.object({ able: z.boolean() }),
    Prisma.sql`select to_regproc('similarity') is not null as able`,
  );
  if (!known?.able) return [];
  const rows = await selectJson(
    db,
    z.object({ name: z.string() }),
    Prisma.sql`
    select name_key as name from search_document where kind in ('skill', 'repo') and name_key % ${name.toLowerCase()}
    group by name_key order by similarity(name_key, ${name.toLowerCase()}) desc, name_key limit ${NEAR}`,
  );
  return rows.map((row) => row.name);
}
