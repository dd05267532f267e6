import type { BodyDiff } from "@yardlet/services";
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { PageFrame } from "@/features/frame/page-frame.tsx";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { ORIGINS } from "@/features/skill/words.ts";
import { DiffBar } from "@/features/version/diff/diff-bar.tsx";
import { changeWords, diffTotals, DiffFiles } from "@/features/version/diff/diff-files.tsx";
import { DiffLines } from "@/features/version/diff/diff-lines.tsx";
import { RenderedDiff } from "@/features/version/diff/rendered-diff.tsx";
import { DIFF_PAGE, readNumber } from "@/features/version/search-params.ts";
import { openPage, type SearchParams } from "@/server/page.tsx";
import { formatCount } from "@/ui/format.ts";
import { PageHead } from "@/ui/page-head.tsx";

interface DiffPageProps {
  params: Promise<{ home: string; name: string }>;
  searchParams: SearchParams;
}

/** What a change is called that has no number. */
const CHANGES = { waiting: "what is being written", held: "what was not written" } as const;

export async function generateMetadata({ params }: DiffPageProps): Promise<Metadata> {
  return { title: `Difference, ${(await params).name}` };
}

/** What differs between two versions of a skill. Drawn on the server: the texts are not handed over as data. */
export default async function DiffPage({ params, searchParams }: DiffPageProps) {
  const [named, query] = await Promise.all([params, searchParams.then(DIFF_PAGE.read)]);
  const page = await openPage();
  const { versions, waiting, refused } = await page.load(page.trpc.version.list.queryOptions(named));
  const current = versions.find(({ inForce }) => inForce)?.number ?? 1;
  const skillHref = `/skills/${named.home}/${named.name}`;
  const path = `${skillHref}/diff`;
  if (query.to === "waiting" && waiting === null) {
    // It has ended meanwhile: in the version in force, or as what was not written of the version it was made from.
    const to = query.from === String(current) ? (refused[0]?.id ?? null) : null;
    redirect(DIFF_PAGE.href(path, { ...query, to }));
  }
  const held = refused.find(({ id }) => id === query.to);
  const number = query.to === null ? current : readNumber(query.to);
  const to = query.to === "waiting" ? query.to : held ? { change: held.id } : number;
  if (to === undefined) notFound();
  const line = versions.find((one) => one.number === number);
  const from = readNumber(query.from) ?? line?.parent ?? held?.base ?? current;
  const diff = await page.read(page.trpc.version.diff.queryOptions({ ...named, from, to }));
  const totals = diffTotals(diff.files);
  return (
    <PageFrame
      crumbs={[
        { label: "Skills", href: "/skills" },
        { label: named.name, href: `${skillHref}?tab=versions` },
        { label: "Difference" },
      ]}
    >
      <PageHead
        title={`${named.name} v${from} → ${typeof to === "number" ? `v${to}` : CHANGES[held ? "held" : "waiting"]}`}
        lead={
          <>
            {formatCount(totals.files, "file")} changed, {changeWords(totals)}.{" "}
            {line ? (
              <>
                v{line.number}, {ORIGINS[line.origin]} by <UntrustedText text={line.author} />:{" "}
                <UntrustedText text={line.reason} />
              </>
            ) : held ? (
              <>
                By <UntrustedText text={held.by} />: <UntrustedText text={held.reason} />. Not written:{" "}
                <UntrustedText text={held.note} />.
              </>
            ) : waiting ? (
              <>
                By <UntrustedText text={waiting.by} />: <UntrustedText text={waiting.reason} />
              </>
            ) : null}
          </>
        }
      />
      <DiffBar
        path={path}
        versions={versions.map(({ number }) => number)}
        changes={[
          ...(waiting ? [{ value: "waiting", label: CHANGES.waiting }] : []),
          ...(held ? [{ value: held.id, label: CHANGES.held }] : []),
        ]}
        from={String(from)}
        to={typeof to === "object" ? to.change : String(to)}
        look={query.look}
      />
      <DiffFiles
        files={diff.files}
        look={query.look === "split" ? "split" : "unified"}
        rendered={
          query.look === "rendered"
            ? Object.fromEntries(
                diff.bodies.map((body) => [body.path, <Rendered key={body.path} body={body} skillHref={skillHref} />]),
              )
            : {}
        }
      />
    </PageFrame>
  );
}

/** A Markdown file as it reads; what changed above that, in the frontmatter, as source. */
function Rendered({ body: { path, head, before, after }, skillHref }: { body: BodyDiff; skillHref: string }) {
  return (
    <>
      {head.length > 0 ? (
        <DiffLines label={`Difference of the frontmatter of ${path}`} hunks={head} look="unified" />
      ) : null}
      <RenderedDiff before={before} after={after} skillHref={skillHref} />
    </>
  );
}
