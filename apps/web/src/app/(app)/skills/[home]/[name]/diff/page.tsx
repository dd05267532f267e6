import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageFrame } from "@/features/frame/page-frame.tsx";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { ORIGINS } from "@/features/skill/words.ts";
import { DiffBar } from "@/features/version/diff/diff-bar.tsx";
import { changeWords, diffTotals, DiffFiles } from "@/features/version/diff/diff-files.tsx";
import { RenderedDiff } from "@/features/version/diff/rendered-diff.tsx";
import { DIFF_PAGE, readNumber } from "@/features/version/search-params.ts";
import { openPage, type SearchParams } from "@/server/page.tsx";
import { formatCount } from "@/ui/format.ts";
import { PageHead } from "@/ui/page-head.tsx";

interface DiffPageProps {
  params: Promise<{ home: string; name: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata({ params }: DiffPageProps): Promise<Metadata> {
  return { title: `Difference, ${(await params).name}` };
}

/** What differs between two versions of a skill. Drawn on the server: the texts are not handed over as data. */
export default async function DiffPage({ params, searchParams }: DiffPageProps) {
  const [named, query] = await Promise.all([params, searchParams.then(DIFF_PAGE.read)]);
  const page = await openPage();
  const { versions, waiting } = await page.load(page.trpc.version.list.queryOptions(named));
  const current = versions.find(({ inForce }) => inForce)?.number ?? 1;
  const to = query.to === "waiting" ? query.to : (readNumber(query.to) ?? current);
  const line = versions.find(({ number }) => number === to);
  const from = readNumber(query.from) ?? line?.parent ?? current;
  if (to === "waiting" && waiting === null) notFound();
  const diff = await page.read(page.trpc.version.diff.queryOptions({ ...named, from, to }));
  const skillHref = `/skills/${named.home}/${named.name}`;
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
        title={`${named.name} v${from} → ${to === "waiting" ? "what is being written" : `v${to}`}`}
        lead={
          <>
            {formatCount(totals.files, "file")} changed, {changeWords(totals)}.{" "}
            {line ? (
              <>
                v{line.number}, {ORIGINS[line.origin]} by {line.author}: <UntrustedText text={line.reason} />
              </>
            ) : waiting ? (
              <>
                By {waiting.by}: <UntrustedText text={waiting.reason} />
              </>
            ) : null}
          </>
        }
      />
      <DiffBar
        path={`${skillHref}/diff`}
        versions={versions.map(({ number }) => number)}
        waiting={waiting !== null}
        from={String(from)}
        to={String(to)}
        look={query.look}
      />
      <DiffFiles
        files={diff.files}
        look={query.look === "split" ? "split" : "unified"}
        rendered={
          query.look === "rendered"
            ? {
                "SKILL.md": (
                  <RenderedDiff before={diff.bodies.before} after={diff.bodies.after} skillHref={skillHref} />
                ),
              }
            : {}
        }
      />
    </PageFrame>
  );
}
