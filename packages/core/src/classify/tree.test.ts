import { expect, test } from "vitest";
import { buildTree } from "./tree.ts";

test("finds by name, extension, stem, folder and pattern, the shallowest first", () => {
  const tree = buildTree([
    "b/Main.tf",
    "a.tf",
    "x/y/dags/load.py",
    "x/dags/run.py",
    "Dockerfile.dev",
    "etl_load.py",
    "b/c.txt",
  ]);
  expect(tree.find(["**/*.tf"])).toEqual(["a.tf", "b/Main.tf"]);
  expect(tree.find(["*.tf"])).toEqual(["a.tf"]);
  expect(tree.find(["**/main.tf"])).toEqual(["b/Main.tf"]);
  expect(tree.find(["**/dags/**/*.py"])).toEqual(["x/dags/run.py", "x/y/dags/load.py"]);
  expect(tree.find(["**/dockerfile.*"])).toEqual(["Dockerfile.dev"]);
  expect(tree.find(["{etl,elt}_*.py", "b/?.txt"])).toEqual(["etl_load.py", "b/c.txt"]);
  expect(tree.find(["**"])).toHaveLength(7);
  expect(tree.find(["nothing/**"])).toEqual([]);
  expect([tree.has("a.tf"), tree.has("A.tf")]).toEqual([true, false]);
});

test("counts the product's own code, and the text of the repository", () => {
  const tree = buildTree([
    "src/a.ts",
    "src/b.ts",
    "main.py",
    "tests/c.ts",
    "docs/d.md",
    "README.md",
    "logo.png",
    "src/a.ts",
  ]);
  expect(Object.fromEntries(tree.code.count)).toEqual({ ts: 2, py: 1 });
  expect(tree.code.total).toBe(3);
  expect(tree.text.count.get("md")).toBe(2);
  expect(tree.text.total).toBe(5);
  expect(tree.code.first.get("ts")).toBe("src/a.ts");
});

test("examples that are nearly everything are the product", () => {
  const many = Array.from({ length: 20 }, (_, i) => `examples/${i}/main.py`);
  expect(buildTree(many).weightOf("examples/1/main.py")).toBe(1);
  expect(buildTree([...many, "src/a.py", "src/b.py", "src/c.py"]).weightOf("examples/1/main.py")).toBe(0.2);
});

test("tests that are nearly everything are still tests", () => {
  const many = Array.from({ length: 20 }, (_, i) => `test/fixtures/${i}/main.tf`);
  expect(buildTree([...many, "main.go"]).weightOf("test/fixtures/1/main.tf")).toBe(0.1);
});
