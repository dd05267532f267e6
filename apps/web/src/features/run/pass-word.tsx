import { Glyph } from "@/ui/glyph.tsx";

/** What an entry of a verdict says of its criterion. */
export function PassWord({ pass }: { pass: boolean | null }) {
  if (pass === null) return <span className="t3">nothing</span>;
  return (
    <span className="nw">
      <Glyph name={pass ? "ok" : "x"} tone={pass ? "good" : "bad"} /> {pass ? "passed" : "failed"}
    </span>
  );
}
