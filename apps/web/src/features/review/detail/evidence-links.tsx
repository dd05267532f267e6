import type { SubjectLink } from "@/features/candidate/subject.ts";
import { Link } from "@/ui/link.tsx";

/** Where to look closer. */
export function EvidenceLinks({ links }: { links: readonly SubjectLink[] }) {
  return links.map(({ label, href }, at) => (
    <span key={href}>
      {at > 0 ? " · " : ""}
      <Link className="link" href={href}>
        {label}
      </Link>
    </span>
  ));
}
