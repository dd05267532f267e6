"use client";

import type { FailureCode } from "@yardlet/core/run";
import { EmptyState } from "@/ui/empty-state.tsx";
import { plainOptions } from "@/ui/list/list-bar.tsx";
import { List } from "@/ui/list/list.tsx";
import { useListUrl } from "@/url/use-list-url.ts";
import { FAILURE_CODE_ROWS } from "./code-columns.tsx";
import { filterCodes, namespaceOf } from "./code-filter.ts";
import { FAILURE_CODE_LIST, SEVERITIES } from "./search-params.ts";

/** All of it is there with the page. */
const LOADED = {
  isPending: false,
  isError: false,
  isSuccess: true,
  isPlaceholderData: false,
  error: null,
  refetch: () => undefined,
} as const;
const KIND_OPTIONS = [
  { value: "evidence", label: "evidence" },
  { value: "infrastructure", label: "infrastructure" },
];

/** Every failure code with its meaning and remedy; others link to `/failure-codes#namespace/code`. */
export function FailureCodeList({ codes }: { codes: readonly FailureCode[] }) {
  const { state, url } = useListUrl(FAILURE_CODE_LIST);
  const namespaces = [...new Set(codes.map(({ code }) => namespaceOf(code)))];
  return (
    <List
      kind={FAILURE_CODE_ROWS}
      url={url}
      query={{ ...LOADED, data: filterCodes(codes, state) }}
      filters={[
        { id: "namespace", label: "Namespace", any: "any namespace", options: plainOptions(namespaces) },
        { id: "severity", label: "Severity", any: "any severity", options: plainOptions(SEVERITIES) },
        { id: "kind", label: "Counts", any: "evidence or not", options: KIND_OPTIONS },
      ]}
      empty={<EmptyState title="No failure codes">The taxonomy is empty.</EmptyState>}
    />
  );
}
