import { expect, test } from "vitest";
import { classify } from "./classify.ts";
import { empty, numbered, repository } from "./testing/repository.ts";

const json = JSON.stringify;

const presetsOf = (files: Record<string, string>) =>
  classify(repository(files))
    .map(({ preset }) => preset)
    .filter((preset) => preset !== "core");

test.each<[string, Record<string, string>, string]>([
  [
    "Terraform in test fixtures",
    { "go.mod": "module a\n", ...empty("main.go"), ...numbered(20, (i) => `test/fixtures/${i}/main.tf`) },
    "infra",
  ],
  [
    "a framework in an example",
    {
      "package.json": json({ name: "x", version: "1.0.0", files: ["lib"] }),
      "examples/a/package.json": json({ private: true, dependencies: { next: "16" } }),
      ...empty("lib/a.js", "lib/b.js"),
    },
    "web-ui",
  ],
  [
    "a documentation site",
    {
      "package.json": json({ name: "x", version: "1.0.0", files: ["lib"] }),
      "docs/package.json": json({ private: true, dependencies: { next: "16" } }),
      ...empty("lib/a.js"),
    },
    "web-ui",
  ],
  [
    "a vendored game engine",
    { "vendor/x/Cargo.toml": '[package]\nname = "x"\n[dependencies]\nbevy = "1"\n', ...empty("src/a.py") },
    "game",
  ],
  [
    "a name that only begins like a framework",
    { "package.json": json({ private: true, dependencies: { "next-themes": "1", "express-rate-limit": "8" } }) },
    "web-ui",
  ],
  [
    "a framework for development only",
    { "package.json": json({ private: true, devDependencies: { express: "5" } }) },
    "backend-api",
  ],
  ["a web app manifest", { "public/manifest.json": '{"start_url": "/"}', ...empty("a.ts") }, "browser-extension"],
  [
    "an indirect requirement",
    { "go.mod": "module a\nrequire github.com/gin-gonic/gin v1 // indirect\n", ...empty("main.go") },
    "backend-api",
  ],
])("%s is not enough for a preset", (_, files, preset) => {
  expect(presetsOf(files)).not.toContain(preset);
});
