import type { ReactNode } from "react";
import { CopyCommand } from "./copy.tsx";

interface EmptyStateProps {
  title: ReactNode;
  /** Why it is empty and what fills it. */
  children: ReactNode;
  command?: string;
  action?: ReactNode;
}

/** Says the next action, with a command to copy where there is one. */
export function EmptyState({ title, children, command, action }: EmptyStateProps) {
  return (
    <div className="empty">
      <h3>{title}</h3>
      <p>{children}</p>
      {action ? <div className="row">{action}</div> : null}
      {command ? <CopyCommand command={command} /> : null}
    </div>
  );
}
