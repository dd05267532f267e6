import { chmodSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SkillStateReport } from "@yardlet/core/version/command-report";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { LIBRARY, SETTINGS, Workbench, buildCli, skillText } from "../testing/cli.ts";

let bench: Workbench;

beforeAll(buildCli);
beforeEach(() => {
  bench = new Workbench().write(LIBRARY).commit({ ".agents/yardlet.yaml": `# ours\n${SETTINGS}` });
  bench.yardlet("skill", "equip", "core", "rare");
});
afterEach(() => bench.remove());

const run = (verb: string, ...args: string[]) => bench.yardlet("skill", verb, "--json", ...args);
const report = (verb: string, ...args: string[]) => SkillStateReport.parse(run(verb, ...args).json());
const settings = () => readFileSync(join(bench.repo, ".agents/yardlet.yaml"), "utf8");
/** Everything at HEAD below `.agents/skills`, as git has it. */
const tree = () => bench.git("ls-tree", "-r", "HEAD", ".agents/skills", ".claude");

test("deprecate removes and vetoes in one commit that says why; restore brings back the very same tree", () => {
  const before = tree();
  const head = bench.git("rev-parse", "HEAD");
  const gone = report("deprecate", "alpha", "--reason", "nobody\nuses it", "--replaced-by", "beta");
  expect(gone).toMatchObject({ skill: "alpha", state: "deprecated", version: 1, kept: head, notes: [] });
  expect(gone.commit).toBe(bench.git("rev-parse", "HEAD"));
  expect(bench.git("rev-list", "--count", `${head}..HEAD`)).toBe("1");
  expect(bench.git("log", "-1", "--format=%B")).toBe(
    [
      "Deprecate alpha, replaced by beta",
      "",
      "- remove alpha v1: deprecated: nobody uses it; use beta",
      "- the choice is recorded in .agents/yardlet.yaml",
    ].join("\n"),
  );
  expect(tree()).not.toContain("alpha");
  expect(settings()).toContain("veto:\n    - alpha\n");
  expect(bench.yardlet("skill", "equip").stdout).toBe("Nothing to do.\n");

  const back = report("restore", "alpha", "--reason", "wanted again");
  expect(back).toMatchObject({ state: "active", version: 1, kept: head });
  expect(bench.git("log", "-1", "--format=%s%n%b")).toContain(
    `Restore alpha v1\n- add alpha v1: restored from ${head.slice(0, 12)}: wanted again\n`,
  );
  expect(tree()).toBe(before);
  expect(settings()).toContain("veto: []");
  expect(bench.git("status", "--porcelain")).toBe("");
});

test("hand edits and modes come back too, still known as edits; a pick is a pick again", () => {
  chmodSync(join(bench.repo, ".agents/skills/rare/SKILL.md"), 0o755);
  bench.commit({ ".agents/skills/rare/SKILL.md": skillText("rare", "Edited here."), ".agents/skills/rare/x": "1" });
  const before = tree();
  run("deprecate", "rare");
  expect(settings()).toContain("pick: []");
  expect(report("restore", "rare").notes).toEqual([]);
  expect(tree()).toBe(before);
  expect(settings()).toContain("pick: [rare]\n");
  bench.write({ "library/skills/rare/SKILL.md": skillText("rare", "Newer.") });
  expect(bench.yardlet("skill", "equip", "rare").stderr).toContain("edited by hand since v1 was placed");
});

test("what was unequipped is restored too, once; a second time there is nothing to do", () => {
  bench.yardlet("skill", "unequip", "alpha");
  bench.write({ "library/skills/alpha/SKILL.md": skillText("alpha", "Newer.") });
  const back = report("restore", "alpha");
  expect([back.version, back.notes]).toEqual([1, ['the library is at v2; "yardlet skill equip" updates it']]);
  expect(report("restore", "alpha")).toMatchObject({ commit: null, version: 1 });
  expect(bench.yardlet("skill", "restore", "alpha").stdout).toBe("Nothing to do: alpha lies here.\n");
  expect(report("deprecate", "alpha").commit).not.toBeNull();
  expect(report("deprecate", "alpha").commit).toBeNull();
});

test("edits that are not committed are never lost: exit 2", () => {
  bench.write({ "repo/.agents/skills/alpha/SKILL.md": skillText("alpha", "Half done.") });
  const refused = run("deprecate", "alpha");
  expect(refused.exit).toBe(2);
  expect(refused.json()).toMatchObject({ error: { code: "refused" } });
  expect(readFileSync(join(bench.repo, ".agents/skills/alpha/SKILL.md"), "utf8")).toContain("Half done.");
  bench.git("checkout", "--quiet", ".");
  run("deprecate", "alpha");
  bench.write({ "repo/.agents/skills/alpha/mine.md": "untracked" });
  const back = run("restore", "alpha");
  expect([back.exit, readFileSync(join(bench.repo, ".agents/skills/alpha/mine.md"), "utf8")]).toEqual([0, "untracked"]);
});

test("a folder Yardlet did not place is nobody's to deprecate, nor to put a restored skill over", () => {
  bench.commit({ ".agents/skills/mine/SKILL.md": skillText("mine") });
  expect(run("deprecate", "mine")).toMatchObject({ exit: 2 });
  run("deprecate", "alpha");
  bench.commit({ ".agents/skills/alpha/SKILL.md": skillText("alpha", "My own.") });
  const taken = run("restore", "alpha");
  expect([taken.exit, taken.json()]).toMatchObject([1, { error: { code: "conflict" } }]);
});

test("what never lay here is not found, with what to do instead: exit 1; a bad reason or name: exit 2", () => {
  expect(run("deprecate", "gamma")).toMatchObject({ exit: 1 });
  expect(run("deprecate", "alpa").json()).toMatchObject({ error: { details: { nearest: ["alpha"] } } });
  expect(run("restore", "gamma").stderr).toContain('"yardlet skill equip gamma" places the library\'s');
  expect(run("deprecate", "alpha", "--replaced-by", "lost").exit).toBe(1);
  expect(run("deprecate", "alpha", "--replaced-by", "alpha").exit).toBe(2);
  expect(run("deprecate", "alpha", "--reason", "x".repeat(501)).exit).toBe(2);
  expect(run("restore", "../alpha").exit).toBe(2);
  expect(report("deprecate", "alpha", "--replaced-by", "gamma").notes).toEqual([
    'gamma is not equipped here; run "yardlet skill equip gamma"',
  ]);
});
