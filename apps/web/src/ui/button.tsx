import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { Link } from "./link.tsx";

const KINDS = { plain: undefined, primary: "pri", danger: "no", quiet: "q" } as const;
export type ButtonKind = keyof typeof KINDS;

interface Looks {
  /** Ink for the one main action of a page, red words for a loss, no outline for a way out. */
  kind?: ButtonKind;
  /** Keys that do the same, shown behind the words. */
  keys?: readonly string[];
  children: ReactNode;
}

export function Button({
  kind = "plain",
  keys = [],
  busy = false,
  children,
  ...rest
}: Looks & { busy?: boolean } & Omit<ComponentProps<"button">, "className">) {
  return (
    <button
      type="button"
      {...rest}
      className={classNames("btn", KINDS[kind])}
      disabled={busy || rest.disabled}
      aria-busy={busy || undefined}
    >
      {children}
      <KeyHints keys={keys} />
    </button>
  );
}

export function ButtonLink({
  kind = "plain",
  keys = [],
  children,
  ...rest
}: Looks & Omit<ComponentProps<typeof Link>, "className">) {
  return (
    <Link {...rest} className={classNames("btn", KINDS[kind])}>
      {children}
      <KeyHints keys={keys} />
    </Link>
  );
}

/** A grey underlined action in a row. */
export function RowAction(props: Omit<ComponentProps<"button">, "className">) {
  return <button type="button" {...props} className="act" />;
}

export function KeyHints({ keys }: { keys: readonly string[] }) {
  return keys.map((key) => (
    <kbd key={key} aria-hidden="true">
      {key}
    </kbd>
  ));
}
