import type { Evidence } from "@yardlet/core/classify";
import { sourceUrl } from "./source-url.ts";

/** `package.json:31`. */
export function evidenceText({ path, line }: Evidence): string {
  return line === undefined ? path : `${path}:${line}`;
}

/** File and line; a link where the repo's host shows files. */
export function EvidencePlace({
  evidence,
  location,
  commit,
}: {
  evidence: Evidence;
  location: string;
  commit: string | null;
}) {
  const url = sourceUrl(location, commit, evidence);
  const text = evidenceText(evidence);
  if (url === undefined) return <code className="t2">{text}</code>;
  return (
    <a className="link mono" href={url} target="_blank" rel="noopener noreferrer">
      {text}
    </a>
  );
}
