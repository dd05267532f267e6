import type { ReactNode } from "react";
import { LiveStatus } from "@/features/live/live-status.tsx";
import { JumpButton } from "@/features/palette/jump-button.tsx";
import { Link } from "@/ui/link.tsx";

export interface Crumb {
  label: string;
  href?: string;
}

/** One page inside the frame: where it is, how fresh it is, and its content. */
export function PageFrame({
  crumbs,
  flush = false,
  children,
}: {
  /** The last one is this page. */
  crumbs: readonly Crumb[];
  /** The content brings its own margins, such as a list with a peek panel. */
  flush?: boolean;
  children: ReactNode;
}) {
  return (
    <div className="page">
      <header className="top">
        <nav className="crumbs" aria-label="Place">
          {crumbs.map(({ label, href }, index) => (
            <CrumbItem key={label} label={label} href={href} first={index === 0} />
          ))}
        </nav>
        <div className="r">
          <LiveStatus />
          <JumpButton />
        </div>
      </header>
      <main id="main" className={flush ? "flush" : undefined} tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

function CrumbItem({ label, href, first }: { label: string; href: string | undefined; first: boolean }) {
  return (
    <>
      {first ? null : <span aria-hidden="true">/</span>}
      {href ? <Link href={href}>{label}</Link> : <b aria-current="page">{label}</b>}
    </>
  );
}
