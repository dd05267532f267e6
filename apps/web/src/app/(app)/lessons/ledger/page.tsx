import type { Metadata } from "next";
import { LedgerView } from "@/features/distil/ledger-view.tsx";
import { ledgerOptions } from "@/features/distil/queries.ts";
import { LEDGER_PAGE } from "@/features/distil/search-params.ts";
import { PageFrame } from "@/features/frame/page-frame.tsx";
import { openPage, type SearchParams } from "@/server/page.tsx";

export const metadata: Metadata = { title: "Ledger" };

export default async function LedgerPage({ searchParams }: { searchParams: SearchParams }) {
  const state = LEDGER_PAGE.read(await searchParams);
  const page = await openPage();
  await page.load(ledgerOptions(page.trpc, state));
  return (
    <PageFrame crumbs={[{ label: "Lessons", href: "/lessons" }, { label: "Ledger" }]}>
      {page.hydrate(<LedgerView />)}
    </PageFrame>
  );
}
