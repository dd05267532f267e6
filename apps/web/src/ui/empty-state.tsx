import type { ReactNode } from "react";
import { CopyCommand } from "./copy.tsx";

interface EmptyStateProps {
  title: ReactNode;
  /** Why it is empty and what fills it. */
  children: ReactNode;
  command?: string;
  /** Text to copy that is no command: a field of a record. */
  code?: string;
  action?: ReactNode;
}

/** Says the next action, with a command to copy where there is one. */
export function EmptyState({ title, children, command, code, action }: EmptyStateProps) {
  return (
    <div className="empty">
      <h3>{title}</h3>
      <p>{children}</p>
      {code ? <CopyCommand plain command={code} /> : null}
      {action ? <div className="row">{action}</div> : null}
      {command ? <CopyCommand command={command} /> : null}
    </div>
  );
}
