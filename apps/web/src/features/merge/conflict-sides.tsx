import type { Conflict, FileConflict, ModeConflict, Sides } from "@yardlet/core/version";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { formatBytes } from "@/ui/format.ts";
import type { SideNames } from "./words.ts";

const ORDER = ["base", "mine", "theirs"] as const satisfies readonly (keyof Sides<unknown>)[];

/** The three sides of a conflict beside each other. */
export function ConflictSides({ conflict, names }: { conflict: Conflict; names: SideNames }) {
  return (
    <div className="sides">
      {ORDER.map((side) => (
        <section key={side} aria-label={names[side]}>
          <h4>{names[side]}</h4>
          <Side conflict={conflict} side={side} />
        </section>
      ))}
    </div>
  );
}

function Side({ conflict, side }: { conflict: Conflict; side: keyof Sides<unknown> }) {
  if (conflict.kind === "lines" || conflict.kind === "value") {
    const lines = conflict[side];
    return lines === null || lines.length === 0 ? <Nothing /> : <Lines lines={lines} />;
  }
  return conflict.kind === "mode" ? <Mode mode={conflict[side]} /> : <Files files={conflict[side]} />;
}

function Nothing() {
  return <p className="t3">nothing here</p>;
}

/** Lines of somebody else's text, without numbers. */
export function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <pre className="code" tabIndex={0}>
      <code>
        {lines.map((line, index) => (
          <span key={index} className="row-of-code">
            <UntrustedText text={line} />
            {"\n"}
          </span>
        ))}
      </code>
    </pre>
  );
}

function Mode({ mode }: { mode: ModeConflict["mine"] }) {
  if (mode === null) return <Nothing />;
  return <p>{mode === "100755" ? "executable" : "plain"}</p>;
}

function Files({ files }: { files: FileConflict["mine"] }) {
  if (files.length === 0) return <p className="t3">no such file</p>;
  return (
    <ul>
      {files.map(({ path, bytes, hash }) => (
        <li key={path}>
          <UntrustedText text={path} />{" "}
          <span className="t3 sm nw">
            {formatBytes(bytes)}, <code>{hash.slice(0, 12)}</code>
          </span>
        </li>
      ))}
    </ul>
  );
}
