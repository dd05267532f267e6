import { utf8ToBytes } from "@noble/hashes/utils.js";
import { expect, test } from "vitest";
import { decodeText } from "../skill/utf8.ts";
import { type PresentFiles, changeOfPlan, isEmptyChange } from "./change.ts";
import { manifestText } from "./manifest.ts";
import { planEquip } from "./plan.ts";
import { EMPTY_SET, entryOf, placed, stamped, wanted } from "./testing.ts";
import type { ManifestEntry } from "./types.ts";
import { planUnequip } from "./unequip.ts";

const LINKS = [".claude/skills"];

function present(skills: Record<string, ManifestEntry> = {}, more: Partial<PresentFiles> = {}): PresentFiles {
  return {
    paths: [],
    linked: [],
    manifest: { schema: "yardlet.manifest/1", skills },
    ignore: undefined,
    config: undefined,
    ...more,
  };
}

test("a first equip: files, links, manifest, ignore file and message", () => {
  const skill = stamped("commit-hygiene", 2, "small commits\n");
  const plan = planEquip({
    wanted: { ...EMPTY_SET, wanted: [wanted("commit-hygiene", { version: 2, text: "small commits\n" })] },
    placed: [],
    found: [],
  });
  const change = changeOfPlan({
    plan,
    skills: [
      {
        ...skill,
        libraryCommit: "c0ffee",
        files: [...skill.files, { path: "scripts/run.sh", mode: "100755", bytes: utf8ToBytes("ls\n") }],
      },
    ],
    present: present(),
    linkFolders: LINKS,
  });
  expect(change.puts.map(({ path, mode, bytes }) => [path, mode, decodeText(bytes).text])).toEqual([
    [".agents/.gitignore", "100644", "runs/\ntelemetry/\n"],
    [
      ".agents/skills/.yardlet.json",
      "100644",
      [
        "{",
        '  "schema": "yardlet.manifest/1",',
        '  "skills": {',
        '    "commit-hygiene": {',
        '      "version": 2,',
        `      "hash": "${skill.contentHash}",`,
        `      "tree_hash": "${skill.treeHash}",`,
        '      "origin": "library",',
        '      "library_commit": "c0ffee",',
        '      "why": [',
        '        "preset:core"',
        "      ]",
        "    }",
        "  }",
        "}",
        "",
      ].join("\n"),
    ],
    [".agents/skills/commit-hygiene/SKILL.md", "100644", "version: 2\nsmall commits\n"],
    [".agents/skills/commit-hygiene/scripts/run.sh", "100755", "ls\n"],
  ]);
  expect(change.links).toEqual([
    { path: ".claude/skills/commit-hygiene", target: "../../.agents/skills/commit-hygiene" },
  ]);
  expect(change.deletes).toEqual([]);
  expect(change.message).toBe(
    "Equip 1 skill: core\n\n- add commit-hygiene v2: wanted by preset core\n- 1 link for other clients\n",
  );
});

test("an update deletes what the new version no longer has, and leaves other skills alone", () => {
  const plan = planEquip({
    wanted: { ...EMPTY_SET, wanted: [wanted("s", { version: 2, text: "new" })] },
    placed: [placed("s", 1, "old")],
    found: [],
  });
  const change = changeOfPlan({
    plan,
    skills: [stamped("s", 2, "new")],
    present: present(
      { s: entryOf(stamped("s", 1, "old")) },
      {
        paths: [
          ".agents/skills/s/SKILL.md",
          ".agents/skills/s/references/old.md",
          ".agents/skills/s-2/SKILL.md",
          ".agents/skills/.yardlet.json",
        ],
        linked: [{ path: ".claude/skills/s", target: "../../.agents/skills/s" }],
        ignore: "runs/\ntelemetry/\n",
      },
    ),
    linkFolders: LINKS,
  });
  expect(change.puts.map(({ path }) => path)).toEqual([".agents/skills/.yardlet.json", ".agents/skills/s/SKILL.md"]);
  expect(change.deletes).toEqual([".agents/skills/s/references/old.md"]);
  expect(change.links).toEqual([]);
  expect(change.message).toBe("Update 1 skill: s\n\n- update s v1 → v2: the library is at v2, v1 is placed\n");
});

test("unequip: the folder, its line and its links go, the veto comes in the same change", () => {
  const plan = planUnequip({ names: ["s"], placed: [placed("s", 1, "old")], found: [] });
  const change = changeOfPlan({
    plan,
    skills: [],
    present: present(
      { s: entryOf(stamped("s", 1, "old")), t: entryOf(stamped("t", 1, "t")) },
      {
        paths: [".agents/skills/s/SKILL.md", ".agents/skills/t/SKILL.md"],
        linked: [
          { path: ".claude/skills/s", target: "../../.agents/skills/s" },
          { path: ".old/skills/s", target: "../../.agents/skills/s" },
          { path: ".mine/skills/s", target: "../../elsewhere/s" },
          { path: ".claude/skills/t", target: undefined },
        ],
        ignore: "telemetry/\n/runs/\n",
      },
    ),
    linkFolders: LINKS,
    config: "skills:\n  veto:\n    - s\n",
  });
  expect(change.deletes).toEqual([".agents/skills/s/SKILL.md", ".claude/skills/s", ".old/skills/s"]);
  expect(change.puts.map(({ path }) => path)).toEqual([".agents/skills/.yardlet.json", ".agents/yardlet.yaml"]);
  expect(Object.keys(change.manifest.skills)).toEqual(["t"]);
  expect(change.links).toEqual([]);
  expect(change.message).toBe(
    "Unequip 1 skill: s\n\n- remove s v1: unequipped by hand\n- the choice is recorded in .agents/yardlet.yaml\n",
  );
});

test("a plan with nothing to do writes nothing, though reasons changed", () => {
  const plan = planEquip({
    wanted: { ...EMPTY_SET, wanted: [wanted("s", { text: "text", why: ["preset:web-ui"] })] },
    placed: [placed("s", 1, "text"), placed("lost", 1, "lost")],
    found: [],
  });
  const change = changeOfPlan({
    plan,
    skills: [],
    present: present({ s: entryOf(stamped("s", 1, "text")) }),
    linkFolders: [],
  });
  expect(isEmptyChange(change)).toBe(true);
  expect(change.manifest.skills["s"]?.why).toEqual(["preset:core"]);
});

test("with anything else to write, changed reasons are written too", () => {
  const plan = planEquip({
    wanted: { ...EMPTY_SET, wanted: [wanted("s", { text: "text", why: ["pick", "preset:core"] })] },
    placed: [placed("s", 1, "text")],
    found: [],
  });
  const change = changeOfPlan({
    plan,
    skills: [],
    present: present({ s: entryOf(stamped("s", 1, "text")) }, { ignore: "runs/\ntelemetry/\n" }),
    linkFolders: [],
    config: "skills:\n  pick: [s]\n",
  });
  expect(change.puts.map(({ path }) => path)).toEqual([".agents/skills/.yardlet.json", ".agents/yardlet.yaml"]);
  expect(change.manifest.skills["s"]?.why).toEqual(["pick", "preset:core"]);
  expect(change.message).toBe("Record a choice of skills\n\n- the choice is recorded in .agents/yardlet.yaml\n");
});

test("a missing link of a placed skill is made again; where something lies in its place, it is left", () => {
  const skills = { s: entryOf(stamped("s", 1, "text")), t: entryOf(stamped("t", 1, "text")) };
  const paths = [".agents/skills/s/SKILL.md", ".agents/skills/t/SKILL.md"];
  const links = (linked: PresentFiles["linked"]) =>
    changeOfPlan({
      plan: { entries: [] },
      skills: [],
      present: present(skills, { paths, linked, ignore: "runs/\ntelemetry/\n" }),
      linkFolders: LINKS,
    });
  const one = links([{ path: ".claude/skills/t/SKILL.md", target: undefined }]);
  expect(one.links).toEqual([{ path: ".claude/skills/s", target: "../../.agents/skills/s" }]);
  expect(one.message).toBe("Link equipped skills for other clients\n\n- 1 link for other clients\n");
  expect(isEmptyChange(links([{ path: ".claude/skills", target: "../.agents/skills" }]))).toBe(true);
});

test("files of another version than planned are refused", () => {
  const plan = planEquip({ wanted: { ...EMPTY_SET, wanted: [wanted("s", { version: 2 })] }, placed: [], found: [] });
  for (const skills of [[], [stamped("s", 1, "s text")]]) {
    expect(() => changeOfPlan({ plan, skills, present: present(), linkFolders: LINKS })).toThrow(
      expect.objectContaining({ code: "invalid", details: { skill: "s", version: 2 } }),
    );
  }
});

test("the manifest text does not depend on the order of anything", () => {
  const a = { ...entryOf(stamped("a", 1, "a")), why: ["preset:x", "pick"] };
  const b = entryOf(stamped("b", 1, "b"));
  expect(manifestText({ schema: "yardlet.manifest/1", skills: { b, a } })).toBe(
    manifestText({ skills: { a: { ...a, why: ["pick", "preset:x"] }, b }, schema: "yardlet.manifest/1" }),
  );
});
