import type { DistillationDetail } from "@yardlet/services";
import { CopyCommand } from "@/ui/copy.tsx";
import { Fact, Facts } from "@/ui/facts.tsx";
import { RailSection } from "@/ui/section.tsx";

const HASH = 12;

/** What went in and what came out, to save; the command makes the second from the first, byte for byte. */
export function DistilFiles({ distillation: { id, inputHash, result } }: { distillation: DistillationDetail }) {
  if (inputHash === null) return null;
  return (
    <RailSection title="Files">
      <Facts>
        <Fact label={<DownloadLink id={id} file="input.json" />}>
          <code title={inputHash}>{inputHash.slice(0, HASH)}</code>
        </Fact>
        {result === null ? null : (
          <Fact label={<DownloadLink id={id} file="result.json" />}>
            <code title={result.bundle_id}>{result.bundle_id.slice("bundle:".length, "bundle:".length + HASH)}</code>
          </Fact>
        )}
      </Facts>
      {result === null ? null : (
        <div className="stack under">
          <p className="sm t3">The same bytes on any machine:</p>
          <CopyCommand command="npx yardlet distil --input input.json --output result.json" />
        </div>
      )}
    </RailSection>
  );
}

function DownloadLink({ id, file }: { id: string; file: "input.json" | "result.json" }) {
  return (
    <a className="link" download href={`/api/distillations/${id}/${file}`}>
      {file}
    </a>
  );
}
