import type { SkillFileLine, SkillFileText } from "@yardlet/services";
import { EmptyState } from "@/ui/empty-state.tsx";
import { formatBytes } from "@/ui/format.ts";
import { Link } from "@/ui/link.tsx";
import { Section } from "@/ui/section.tsx";
import { Table, TableHead } from "@/ui/table.tsx";
import { UntrustedText } from "../untrusted-text.tsx";
import { CodeBlock } from "./code-block.tsx";
import { languageOf } from "./highlight.ts";

const EXECUTABLE = "100755";

interface FilesTabProps {
  files: readonly SkillFileLine[];
  /** The one that is shown; undefined when the URL names none of them. */
  file: SkillFileText | undefined;
  wanted: string;
  skillHref: string;
}

/** The files of the folder, and one of them as it is, byte for byte. */
export function FilesTab({ files, file, wanted, skillHref }: FilesTabProps) {
  return (
    <>
      <Section title="Files" note="as they are placed in a repo">
        <Table dense label="Files">
          <TableHead columns={["Path", ["Mode", "p2"], ["Size", "num"]]} />
          <tbody>
            {files.map(({ path, mode, size }) => (
              <tr key={path} className={path === file?.path ? "sel" : undefined}>
                <th scope="row">
                  <Link
                    href={`${skillHref}?tab=files&file=${encodeURIComponent(path)}`}
                    scroll={false}
                    aria-current={path === file?.path ? "true" : undefined}
                  >
                    <UntrustedText text={path} />
                  </Link>
                </th>
                <td className="t2 p2">{mode === EXECUTABLE ? "executable" : "plain"}</td>
                <td className="num t2">{formatBytes(size)}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Section>
      <Section title={file?.path ?? wanted} note={file ? formatBytes(file.size) : undefined}>
        {file === undefined ? (
          <EmptyState title="No such file">Choose one from the list above.</EmptyState>
        ) : file.text === null ? (
          <EmptyState title="Not shown">
            It is not text, or longer than 256 KiB. It lies in every repo that carries the skill.
          </EmptyState>
        ) : (
          <CodeBlock numbered code={file.text} language={languageOf(file.path)} />
        )}
      </Section>
    </>
  );
}
