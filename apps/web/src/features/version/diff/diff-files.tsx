import type { FileDiff } from "@yardlet/core/version";
import type { ReactNode } from "react";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { formatBytes, formatCount } from "@/ui/format.ts";
import { Glyph, type GlyphName, type GlyphTone } from "@/ui/glyph.tsx";
import { DiffLines, type Cite, type DiffLook } from "./diff-lines.tsx";

const STATES = {
  added: { glyph: "ok", tone: "good", word: "added" },
  removed: { glyph: "x", tone: "bad", word: "removed" },
  changed: { glyph: "mid", tone: "mid", word: "changed" },
  same: { glyph: "none", tone: "unk", word: "same" },
} as const satisfies Record<FileDiff["state"], { glyph: GlyphName; tone: GlyphTone; word: string }>;

/** More changed lines than these are opened by hand: nobody reads them at a glance, and they take long to draw. */
const OPEN_LINES = 500;

const MODES = { "100644": "plain", "100755": "executable" } as const;

interface DiffFilesProps {
  files: readonly FileDiff[];
  look: DiffLook;
  /** Stands for the source of a file where it is given. */
  rendered?: Readonly<Record<string, ReactNode>>;
  /** What lines of a file rest on, where something says so. */
  cites?: Readonly<Record<string, Cite>>;
}

/** What changed, file by file; files that are the same are counted below. */
export function DiffFiles({ files, look, rendered = {}, cites = {} }: DiffFilesProps) {
  const changed = files.filter((file) => file.state !== "same");
  const same = files.length - changed.length;
  return (
    <>
      {changed.map((file) => (
        <section key={file.path} className="sec diff-file" aria-label={file.path}>
          <details open={linesOf(file) <= OPEN_LINES}>
            <summary>
              <Glyph name={STATES[file.state].glyph} tone={STATES[file.state].tone} />
              <h3>
                <UntrustedText text={file.path} />
              </h3>
              <span className="t3 sm">{fileWords(file)}</span>
            </summary>
            {rendered[file.path] ?? <FileContent file={file} look={look} cite={cites[file.path]} />}
          </details>
        </section>
      ))}
      {changed.length === 0 ? <p className="t2">Nothing differs: every file has the same bytes and mode.</p> : null}
      {same > 0 ? <p className="sm t3 under">{formatCount(same, "file")} the same.</p> : null}
    </>
  );
}

function FileContent({ file, look, cite }: { file: FileDiff; look: DiffLook; cite: Cite | undefined }) {
  const { content, path } = file;
  if (content.kind === "text")
    return <DiffLines label={`Difference of ${path}`} hunks={content.hunks} look={look} cite={cite} />;
  return <p className="t2 untold">{untold(file)}</p>;
}

function untold({ content, bytes }: FileDiff): string {
  const sizes = `${sizeWord(bytes.before)} before, ${sizeWord(bytes.after)} after`;
  if (content.kind === "same") return "Its text is the same.";
  if (content.kind === "binary") return `It is not text, so only its size is told: ${sizes}.`;
  return `It is too large to be compared by lines: ${sizes}.`;
}

function sizeWord(bytes: number | null): string {
  return bytes === null ? "nothing" : formatBytes(bytes);
}

function linesOf({ content }: FileDiff): number {
  return content.kind === "text" ? content.added + content.removed : 0;
}

function fileWords({ state, content, mode }: FileDiff): string {
  const words: string[] = [STATES[state].word];
  if (content.kind === "text") words.push(changeWords(content));
  if (mode.before !== null && mode.after !== null && mode.before !== mode.after)
    words.push(`now ${MODES[mode.after]}, was ${MODES[mode.before]}`);
  return words.join(", ");
}

/** `5 lines added, 2 removed`. */
export function changeWords({ added, removed }: { added: number; removed: number }): string {
  if (removed === 0) return `${formatCount(added, "line")} added`;
  if (added === 0) return `${formatCount(removed, "line")} removed`;
  return `${formatCount(added, "line")} added, ${removed} removed`;
}

/** What all files add and remove together. */
export function diffTotals(files: readonly FileDiff[]): { files: number; added: number; removed: number } {
  const changed = files.filter(({ state }) => state !== "same");
  const sum = (of: (content: { added: number; removed: number }) => number) =>
    changed.reduce((all, { content }) => all + (content.kind === "text" ? of(content) : 0), 0);
  return { files: changed.length, added: sum(({ added }) => added), removed: sum(({ removed }) => removed) };
}
