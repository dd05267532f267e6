"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useMay } from "@/features/frame/viewer.tsx";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { Button } from "@/ui/button.tsx";
import { formatCount } from "@/ui/format.ts";
import { Glyph } from "@/ui/glyph.tsx";

const NamesDialog = dynamic(() => import("./names-dialog.tsx").then((module) => module.NamesDialog), { ssr: false });

/** A calm word about names in runs that nobody could resolve: until somebody says what they mean, they are evidence for nothing. */
export function UnresolvedNotice({ repo }: { repo?: string }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.run.unresolved.queryOptions(repo === undefined ? {} : { repo }));
  const [open, setOpen] = useState(false);
  const mayMap = useMay("run.correct");
  if (!data || (data.unresolved.length === 0 && data.mapped.length === 0)) return null;
  const [first] = data.unresolved;
  const several = data.unresolved.length > 1;
  const mapped = formatCount(data.mapped.length, "name");
  return (
    <div className="names-notice">
      {first ? (
        <p>
          <Glyph name="few" tone="unk" />{" "}
          {several
            ? `${formatCount(data.unresolved.length, "name")} in runs mean no known skill version, such as `
            : "One name in runs means no known skill version: "}
          <b className="said">
            <UntrustedText text={first.name} />
          </b>{" "}
          in {formatCount(first.runs, "run")} of {first.repo}. What runs say under {several ? "these names" : "it"}{" "}
          counts for no skill until somebody says which is meant.
        </p>
      ) : (
        <p className="t3">{mapped} in runs mapped to a version by hand.</p>
      )}
      <Button kind={first ? "plain" : "quiet"} onClick={() => setOpen(true)}>
        {first && mayMap ? "Map" : "Show"} {first && !several ? "it" : "them"}…
      </Button>
      {open ? <NamesDialog {...data} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}
