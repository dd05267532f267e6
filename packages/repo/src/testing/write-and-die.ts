import { openRepo } from "../open/open.ts";
import { writeChange } from "../write/write.ts";

/** Writes a change to a checkout and kills itself at a step, the `nth` time it comes. Says `ready` before it starts. */
interface Input {
  readonly path: string;
  readonly base: string;
  readonly step?: string;
  readonly nth: number;
}

const { path, base, step, nth }: Input = JSON.parse(process.argv[2] ?? "");
const policy = { localRoots: ["/"], allowFileUrls: false, allowPrivateHosts: false };
const repo = await openRepo({ kind: "path", path }, { policy, mirrorsDir: "/nonexistent" });
process.stdout.write("ready\n");
const bytes = (text: string) => new TextEncoder().encode(text);
let seen = 0;
await writeChange(
  repo,
  {
    base,
    puts: [
      { path: ".agents/skills/x/SKILL.md", mode: "100644", bytes: bytes("v2\n") },
      { path: ".agents/skills/x/scripts/run.sh", mode: "100755", bytes: bytes("#!/bin/sh\n") },
      { path: ".agents/skills/y/SKILL.md", mode: "100644", bytes: bytes("y\n") },
    ],
    links: [{ path: ".claude/skills/y", target: "../../.agents/skills/y" }],
    deletes: [".agents/skills/old/SKILL.md", ".agents/skills/old/docs/a.md"],
    message: "Write",
  },
  {
    scope: { kind: "agents", linkFolders: [".claude/skills"] },
    delivery: "commit",
    onStep: (at) => {
      if (at !== step) return;
      seen += 1;
      if (seen === nth) process.kill(process.pid, "SIGKILL");
    },
  },
);
