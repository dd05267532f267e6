"use client";

import { useRepoSlugs } from "@/features/repo/repo-filter.ts";
import { ButtonLink } from "@/ui/button.tsx";
import { CopyCommand } from "@/ui/copy.tsx";
import { EmptyState } from "@/ui/empty-state.tsx";
import { firstRunCommand } from "./first-run-command.ts";

/** Nothing was reported yet: what a run is good for, and how to send the first. */
export function FirstRun({ address, repo }: { address: string; repo?: string }) {
  const slugs = useRepoSlugs();
  const slug = repo ?? slugs[0] ?? "my-repo";
  return (
    <div>
      <h2 className="vh">The first run</h2>
      <EmptyState title={repo === undefined ? "No run has been reported yet" : `No run has been reported for ${repo}`}>
        Agents and CI send one record when a run ends: which task, which skills, how it ended. Reviews send verdicts.
        From these Yardlet tells which skills help. Try it with these lines:
      </EmptyState>
      <ol className="ways">
        <li>
          <h3>Make a key</h3>
          <p>It may report runs and nothing else. Keep it where the agent finds it, as YARDLET_KEY.</p>
          <ButtonLink href="/settings?tab=keys">Settings, Keys</ButtonLink>
        </li>
        <li>
          <h3>Send a run</h3>
          <p>By one HTTP call; the answer says what became of it, field by field.</p>
          <CopyCommand command={firstRunCommand(address, slug)} />
        </li>
        <li>
          <h3>Or from a file</h3>
          <p>One record, a list, or one a line. With the server away the command keeps them and sends them later.</p>
          <CopyCommand command={`YARDLET_SERVER=${address} npx yardlet run report runs.jsonl`} />
        </li>
      </ol>
    </div>
  );
}
