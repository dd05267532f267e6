import { runClassifyBench } from "./classify/bench.ts";
import { runCliStartBench } from "./cli-start.ts";
import { runCompareBench } from "./compare.ts";
import { runDistilBench } from "./distil.ts";
import { runDuplicatesBench } from "./duplicates.ts";
import { runIngestBench } from "./ingest.ts";
import { runKillBench } from "./kill.ts";
import { runRepoSyncBench } from "./repo-sync.ts";
import { runScaleBench } from "./scale.ts";
import { runSearchBench } from "./search.ts";
import { runWhatIfBench } from "./what-if.ts";

/** `pnpm bench <name> [options]` */
const BENCHES: Readonly<Record<string, (options: string[]) => Promise<number>>> = {
  classify: runClassifyBench,
  "cli-start": runCliStartBench,
  compare: runCompareBench,
  distil: runDistilBench,
  duplicates: runDuplicatesBench,
  ingest: runIngestBench,
  kill: runKillBench,
  "repo-sync": runRepoSyncBench,
  scale: runScaleBench,
  search: runSearchBench,
  "what-if": runWhatIfBench,
};

const [name = "", ...options] = process.argv.slice(2);
const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
if (bench === undefined) {
  console.error(`usage: pnpm bench <${Object.keys(BENCHES).join("|")}> [options]`);
  process.exitCode = 64;
} else {
  process.exitCode = await bench(options);
}
