"use client";

import type { DraftView } from "@yardlet/services";
import { useState } from "react";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { PreviewPane } from "@/features/version/editor/preview-pane.tsx";
import { formatBytes } from "@/ui/format.ts";
import { Section } from "@/ui/section.tsx";
import { Table, TableHead } from "@/ui/table.tsx";

const LOOKS = { rendered: "Rendered", source: "Source" } as const;
type Look = keyof typeof LOOKS;
const LOOK_NAMES = ["rendered", "source"] as const satisfies readonly Look[];
const MAIN_FILE = "SKILL.md";

/** The whole text of a draft, as a reader sees it and as it is, with the files beside it. */
export function DraftText({ draft }: { draft: DraftView }) {
  const [look, setLook] = useState<Look>("rendered");
  const [path, setPath] = useState(MAIN_FILE);
  const file = draft.files.find((one) => one.path === path) ?? draft.files[0];
  const isMain = file?.path === MAIN_FILE;
  return (
    <>
      <Section title="Text" note="somebody else’s words; nothing in them is run or loaded">
        <div className="draft-text">
          {isMain ? (
            <div className="seg" role="group" aria-label="How it is shown">
              {LOOK_NAMES.map((one) => (
                <button key={one} type="button" aria-pressed={look === one} onClick={() => setLook(one)}>
                  {LOOKS[one]}
                </button>
              ))}
            </div>
          ) : null}
          {file === undefined || file.text === null ? (
            <p className="t2 untold">{path} is not text, or too long to be shown here.</p>
          ) : isMain && look === "rendered" ? (
            <PreviewPane body={bodyOf(file.text)} skillHref="" />
          ) : (
            <pre className="code" tabIndex={0} aria-label={file.path}>
              <code>
                <UntrustedText text={file.text} />
              </code>
            </pre>
          )}
        </div>
      </Section>
      {draft.files.length > 1 ? (
        <Section title="Files" note="the folder as it would be placed">
          <Table dense label="Files">
            <TableHead columns={["Path", ["Mode", "p2"], ["Size", "num"]]} />
            <tbody>
              {draft.files.map((one) => (
                <tr key={one.path} className={one.path === file?.path ? "sel" : undefined}>
                  <th scope="row">
                    <button type="button" className="link" onClick={() => setPath(one.path)}>
                      <UntrustedText text={one.path} />
                    </button>
                  </th>
                  <td className="t2 p2">{one.mode === "100755" ? "executable" : "plain"}</td>
                  <td className="num t2">{formatBytes(one.size)}</td>
                </tr>
              ))}
            </tbody>
          </Table>
        </Section>
      ) : null}
    </>
  );
}

/** A text without its frontmatter; the server has parsed it, so this only has to find where it ends. */
function bodyOf(text: string): string {
  return text.replace(/^\uFEFF?---\r?\n[\s\S]*?\r?\n---[ \t]*(?:\r?\n|$)/, "");
}
