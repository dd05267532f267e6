import type { ReactNode } from "react";
import { Link } from "./link.tsx";

export interface TabItem {
  href: string;
  label: ReactNode;
  count?: number | undefined;
  current: boolean;
}

/** Tabs are links: the URL says which one is open. */
export function Tabs({ label, items }: { label: string; items: readonly TabItem[] }) {
  return (
    <nav className="tabs" aria-label={label}>
      {items.map((item) => (
        <Link key={item.href} href={item.href} aria-current={item.current ? "page" : undefined} scroll={false}>
          {item.label}
          {item.count === undefined ? null : (
            <>
              {" "}
              <span>{item.count}</span>
            </>
          )}
        </Link>
      ))}
    </nav>
  );
}
