import { seedEvidence } from "./support/evidence.ts";
import { skillName } from "./support/history.ts";
import { type BenchProduct, startProduct } from "./support/product.ts";
import { signIn } from "./support/sign-in.ts";

const SIZE = { repos: 200, skills: 500, versionsPerSkill: 2 };
const CALLS = 120;
const WARM_UP = 10;
/** As the page asks: a first part with the rows, the others as they come into sight. */
const PART = { rows: 30, columns: 24 };
const PROMISE_MS = 150;

/** `pnpm bench compare [runs]`: what each call of the page costs over a history of that size, and the page itself: as it is waited for, and of processors. Keeps it open with `keep`. */
export async function runCompareBench([runs = "1000000", keep]: string[]): Promise<number> {
  const size = { ...SIZE, runs: Number(runs) };
  const product = await startProduct(size);
  try {
    const { units } = await seedEvidence(product.databaseUrl, size);
    console.log(`${runs} runs, ${units} tasks, ${size.repos} repos, ${size.skills} skills; ${CALLS} calls each`);
    const cookie = await signIn(product);
    if (keep) await waitForEnter(`${product.url} ${cookie}`);
    const kept = await timeCalls(product, cookie);
    return kept ? 0 : 1;
  } finally {
    await product.stop();
  }
}

async function timeCalls(product: BenchProduct, cookie: string): Promise<boolean> {
  const all = { limit: 500, filled: PART.rows, columns: PART.columns };
  const { rows, repos } = await firstAnswer(product, cookie, { ...all });
  const ids = (from: number) => rows.slice(from, from + PART.rows).map(({ id }) => id);
  const part = { versions: ids(200), repos: repos.slice(100, 100 + PART.columns) };
  const skill = { home: "library", name: skillName(7) };
  const calls: [string, string][] = [
    ["views (for comparison)", call("view.list", { page: "compare" })],
    ["repos, for the filter", call("repo.slugs")],
    ["scores, first rows", call("score.compare", { limit: 60, columns: 8, filled: PART.rows })],
    ["scores, 500 × 200", call("score.compare", all)],
    ["scores, by a repo", call("score.compare", { ...all, sort: `repo:${repos[120]}` })],
    ["scores of one kind", call("score.compare", { ...all, kind: "docs" })],
    ["skills that are behind", call("score.compare", { ...all, state: "behind" })],
    ["a part of the scores", call("score.cells", part)],
    ["with against without", call("score.compare", { ...all, mode: "uplift" })],
    ["a part of it", call("score.cells", { ...part, mode: "uplift" })],
    ["version against version", call("score.compare", { mode: "versions", limit: 500 })],
    ["agents and models", call("score.workers", {})],
    ["those of one skill", call("score.workers", { skill })],
    ["one version, repo by repo", call("score.skill", skill)],
    ["the page", "/compare"],
    ["the page with all", "/compare?all=true"],
  ];
  let plain = 0;
  let kept = true;
  for (const [name, path] of calls) {
    const { p50, p95, cpu, bytes } = await time(product, path, cookie);
    plain ||= p50;
    const ok = p95 <= PROMISE_MS;
    kept &&= ok;
    const spent = cpu === undefined ? "" : `  CPU ${cpu.toFixed(0).padStart(4)} ms`;
    const numbers = `p50 ${p50.toFixed(1).padStart(6)}  p95 ${p95.toFixed(1).padStart(6)} ms  ${(p50 / plain).toFixed(1).padStart(5)} ×${spent}`;
    console.log(
      `${name.padEnd(28)} ${numbers}  ${(bytes / 1024).toFixed(0).padStart(5)} KiB${ok ? "" : `   over ${PROMISE_MS} ms`}`,
    );
  }
  return kept;
}

async function firstAnswer(
  { url }: BenchProduct,
  cookie: string,
  input: object,
): Promise<{ rows: { id: string }[]; repos: string[] }> {
  const answer = await fetch(`${url}${call("score.compare", input)}`, { headers: { cookie } });
  const { result } = await answer.json();
  return result.data;
}

function call(procedure: string, input?: object): string {
  const query = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  return `/api/trpc/${procedure}${query}`;
}

async function time({ url, cpu }: BenchProduct, path: string, cookie: string) {
  const took: number[] = [];
  let bytes = 0;
  let before = cpu();
  for (let round = 0; round < WARM_UP + CALLS; round += 1) {
    if (round === WARM_UP) before = cpu();
    const started = performance.now();
    const answer = await fetch(`${url}${path}`, { headers: { cookie } });
    const body = await answer.text();
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${body.slice(0, 300)}`);
    bytes = body.length;
    if (round >= WARM_UP) took.push(performance.now() - started);
  }
  const after = cpu();
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  const spent = before === undefined || after === undefined ? undefined : (after - before) / CALLS;
  return { p50: at(0.5), p95: at(0.95), cpu: spent, bytes };
}

/** Leaves the product up for a look in a browser, until a line is typed. */
function waitForEnter(what: string): Promise<void> {
  console.log(what);
  return new Promise((resolve) => {
    process.stdin.once("data", () => {
      process.stdin.pause();
      resolve();
    });
  });
}
