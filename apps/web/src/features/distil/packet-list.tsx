"use client";

import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { useFirstRows } from "@/ui/first-rows.tsx";
import { Section } from "@/ui/section.tsx";

const SHOWN = 20;
const HASH = 12;

interface ShownPacket {
  hash: string;
  kind: "experience" | "failure";
  content: object;
}

/** The packets as they are stored, each closed until somebody wants to see it. */
export function PacketList({ packets }: { packets: readonly ShownPacket[] }) {
  const failuresFirst = packets.toSorted((a, b) => Number(a.kind === "experience") - Number(b.kind === "experience"));
  const { shown, more } = useFirstRows(failuresFirst, SHOWN, "packet");
  return (
    <Section title="Packets" note="as stored; the hash is of the canonical text" end={more}>
      {shown.map(({ hash, kind, content }) => (
        <details key={hash} className="more-of">
          <summary>
            {kind} <code>{hash.slice(0, HASH)}</code>
          </summary>
          <pre className="json" tabIndex={0} aria-label={`Packet ${hash.slice(0, HASH)}`}>
            <UntrustedText text={JSON.stringify(content, null, 2)} />
          </pre>
        </details>
      ))}
      {packets.length === 0 ? <p className="t3">None is stored any more.</p> : null}
    </Section>
  );
}
