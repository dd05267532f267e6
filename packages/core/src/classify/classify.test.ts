import fc from "fast-check";
import { expect, test } from "vitest";
import { classify, noPresetGap } from "./classify.ts";
import { empty, repository, WORKSPACE } from "./testing/repository.ts";

const json = JSON.stringify;

test("evidence names path, line and what was seen", () => {
  const files = { "go.mod": "module a\n\nrequire github.com/gin-gonic/gin v1.11.0\n", "main.go": "", "b.go": "" };
  expect(classify(repository(files)).find(({ preset }) => preset === "backend-api")).toEqual({
    preset: "backend-api",
    confidence: "certain",
    evidence: [{ path: "go.mod", line: 3, what: "depends on github.com/gin-gonic/gin: web server framework" }],
  });
});

test("a Godot project alone is likely, not certain (decision 40)", () => {
  const detections = classify(repository({ "project.godot": "config_version=5\n" }));
  expect(detections).toEqual([
    { preset: "core", confidence: "certain", evidence: [] },
    { preset: "game", confidence: "likely", evidence: [{ path: "project.godot", line: 1, what: "Godot project" }] },
  ]);
});

test("at most five evidences a preset, in order of path", () => {
  const packages = Object.fromEntries(
    Array.from({ length: 20 }, (_, i) => [
      `apps/a${i}/package.json`,
      json({ private: true, dependencies: { next: "16" } }),
    ]),
  );
  const web = classify(repository(packages)).find(({ preset }) => preset === "web-ui");
  expect(web?.evidence.map(({ path }) => path)).toEqual([0, 1, 10, 11, 12].map((i) => `apps/a${i}/package.json`));
});

test("the order of the input does not matter", () => {
  const files = {
    "package.json": WORKSPACE,
    "apps/web/package.json": json({ private: true, dependencies: { next: "16", pg: "8" } }),
    "packages/ui/package.json": json({
      name: "ui",
      version: "1.0.0",
      files: ["dist"],
      peerDependencies: { react: "19" },
    }),
    "infra/main.tf": "",
    "infra/vars.tf": "",
    "infra/outputs.tf": "",
    "services/mail/go.mod": "module a\nrequire google.golang.org/grpc v1\n",
    "services/mail/main.go": "",
    "apps/web/app/page.tsx": "",
    "README.md": "",
  };
  const { paths, manifests } = repository(files);
  const expected = json(classify({ paths, manifests }));
  fc.assert(
    fc.property(
      fc.shuffledSubarray(paths, { minLength: paths.length }),
      fc.shuffledSubarray(manifests, { minLength: manifests.length }),
      (somePaths, someManifests) => {
        expect(json(classify({ paths: somePaths, manifests: someManifests }))).toBe(expected);
      },
    ),
  );
});

test("configuration wins: add is certain, veto is stronger, core stays", () => {
  const input = repository({ "go.mod": "module a\n", "a.go": "", "b.go": "" });
  const options = { add: ["infra", "cli-rust", "go", "house-style"], veto: ["library", "rust", "core", "house-style"] };
  const detections = classify(input, options);
  expect(detections.map(({ preset, confidence }) => `${preset} ${confidence}`)).toEqual([
    "core certain",
    "cli-tool certain",
    "go certain",
    "infra certain",
  ]);
  expect(detections.find(({ preset }) => preset === "infra")?.evidence).toEqual([
    { path: ".agents/yardlet.yaml", what: "added by configuration" },
  ]);
});

test("a team's signals are added to the table", () => {
  const signals = [{ preset: "payments", weight: 0.5, what: "payment manifest", when: { files: ["**/*.pay.yaml"] } }];
  expect(classify(repository(empty("a/b.pay.yaml")), { signals })).toEqual([
    { preset: "core", confidence: "certain", evidence: [] },
    { preset: "payments", confidence: "likely", evidence: [{ path: "a/b.pay.yaml", what: "payment manifest" }] },
  ]);
});

test("nothing detected is core alone, and says so", () => {
  const detections = classify({ paths: ["LICENSE", "notes.txt"], manifests: [] });
  expect(detections).toEqual([{ preset: "core", confidence: "certain", evidence: [] }]);
  expect(noPresetGap(detections)?.reason).toMatch(/^no preset detected: name the kinds of this repository/);
  expect(noPresetGap(classify({ paths: ["main.tf", "b.tf"], manifests: [] }))).toBe(undefined);
});

test("ten times as many paths take no more than ten times as long, and a little", () => {
  const inputOf = (count: number) => ({
    paths: Array.from({ length: count }, (_, i) => `packages/p${i % 400}/src/area${i % 37}/file${i}.ts`),
    manifests: [{ path: "package.json", text: WORKSPACE }],
  });
  const fastest = (count: number) => {
    const input = inputOf(count);
    const times = Array.from({ length: 5 }, () => {
      const start = performance.now();
      classify(input);
      return performance.now() - start;
    });
    return Math.min(...times);
  };
  fastest(4_000);
  expect(fastest(40_000)).toBeLessThan(30 * fastest(4_000));
});
