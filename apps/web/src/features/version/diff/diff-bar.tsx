"use client";

import { useRouter } from "next/navigation";
import { FilterChip, Filters } from "@/ui/filters.tsx";
import { Link } from "@/ui/link.tsx";
import { DIFF_LOOKS, DIFF_PAGE, type DiffPageLook } from "../search-params.ts";

const LOOKS = { unified: "Unified", split: "Side by side", rendered: "Rendered" } as const satisfies Record<
  DiffPageLook,
  string
>;

interface DiffBarProps {
  /** The path of the page. */
  path: string;
  /** Numbers to choose from, newest first. */
  versions: readonly number[];
  /** Changes that have no number. */
  changes: readonly { value: string; label: string }[];
  from: string;
  to: string;
  look: DiffPageLook;
}

/** Which two versions, and how they are shown. */
export function DiffBar({ path, versions, changes, from, to, look }: DiffBarProps) {
  const router = useRouter();
  const numbers = versions.map((number) => ({ value: String(number), label: `v${number}` }));
  const href = (change: { from?: string; to?: string; look?: DiffPageLook }) =>
    DIFF_PAGE.href(path, { from, to, look, ...change });
  return (
    <Filters>
      <FilterChip
        label="From"
        value={from}
        options={numbers}
        onChange={(value) => value && router.replace(href({ from: value }))}
      />
      <FilterChip
        label="To"
        value={to}
        options={[...changes, ...numbers]}
        onChange={(value) => value && router.replace(href({ to: value }))}
      />
      {changes.some(({ value }) => value === to) ? null : (
        <Link className="link" replace href={href({ from: to, to: from })}>
          the other way round
        </Link>
      )}
      <div className="end">
        <span className="seg" role="group" aria-label="How it is shown">
          {DIFF_LOOKS.map((one) => (
            <Link key={one} replace href={href({ look: one })} aria-current={one === look ? "true" : undefined}>
              {LOOKS[one]}
            </Link>
          ))}
        </span>
      </div>
    </Filters>
  );
}
