import type { DistillationDetail } from "@yardlet/services";
import { CopyCommand } from "@/ui/copy.tsx";
import { Section } from "@/ui/section.tsx";
import { Table, TableHead } from "@/ui/table.tsx";

const HASH = 16;
/** Of its id, as the files are named. */
const NAME = 8;

/** What went in and what came out, to save; the command makes the second from the first, byte for byte. */
export function DistilFiles({ distillation: { id, inputHash, result } }: { distillation: DistillationDetail }) {
  if (inputHash === null || result === null) return null;
  const bundle = result.bundle_id.slice(result.bundle_id.indexOf(":") + 1);
  return (
    <Section title="Files" note="on any machine the command makes the same result from the input, byte for byte">
      <Table dense label="Files">
        <TableHead columns={["File", "What", ["Hash", "num"]]} />
        <tbody>
          <FileRow id={id} file="input.json" what="packets, budget and state before" hash={inputHash} />
          <FileRow id={id} file="result.json" what="what was made of them" hash={bundle} />
        </tbody>
      </Table>
      <div className="under">
        <CopyCommand command={`npx yardlet distil --input ${id.slice(0, NAME)}-input.json --output result.json`} />
      </div>
    </Section>
  );
}

interface FileRowProps {
  id: string;
  file: "input.json" | "result.json";
  what: string;
  hash: string;
}

function FileRow({ id, file, what, hash }: FileRowProps) {
  return (
    <tr>
      <th scope="row">
        <a className="link" download href={`/api/distillations/${id}/${file}`}>
          {file}
        </a>
      </th>
      <td className="t2">{what}</td>
      <td className="num t3">
        <code title={hash}>{hash.slice(0, HASH)}</code>
      </td>
    </tr>
  );
}
