import { DomainError } from "@yardlet/core/error";
import { openRepo } from "../open/open.ts";
import { resolveTarget } from "../write/target.ts";
import { writeChange } from "../write/write.ts";

/** One of several writers at once: plans anew after each conflict until all its files are in. Prints how often it had to. */
interface Input {
  readonly location: { kind: "path"; path: string } | { kind: "url"; url: string };
  readonly mirrorsDir: string;
  readonly name: string;
  readonly rounds: number;
  readonly delivery: "commit" | "branch";
}

const { location, mirrorsDir, name, rounds, delivery }: Input = JSON.parse(process.argv[2] ?? "");
const policy = { localRoots: ["/"], allowFileUrls: true, allowPrivateHosts: false };
let conflicts = 0;
for (let round = 0; round < rounds;) {
  try {
    const repo = await openRepo(location, { policy, mirrorsDir });
    const { base } = await resolveTarget(repo, delivery);
    const puts = [
      { path: `.agents/skills/${name}-${round}/SKILL.md`, mode: "100644" as const, bytes: new Uint8Array([49]) },
    ];
    const scope = { kind: "agents", linkFolders: [] } as const;
    await writeChange(repo, { base, puts, deletes: [], message: `${name} ${round}` }, { scope, delivery });
    round += 1;
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "conflict") throw error;
    conflicts += 1;
  }
}
process.stdout.write(`${conflicts} conflicts`);
