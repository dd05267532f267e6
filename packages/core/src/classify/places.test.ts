import { expect, test } from "vitest";
import { placeFinder } from "./places.ts";

test.each([
  ["main.go", "product"],
  ["src/app.ts", "product"],
  ["apps/site/page.tsx", "product"],
  ["vendor/github.com/x/y.go", "vendored"],
  ["deps/zlib.c", "vendored"],
  ["src/deps/zlib.c", "product"],
  ["dist/app.js", "generated"],
  ["tests/a.py", "test"],
  ["src/UnitTests/A.cs", "test"],
  ["src/Acme.Tests/A.cs", "test"],
  ["src/Acme.TestConsole/A.cs", "test"],
  ["src/Acme.Testimonials/A.cs", "product"],
  ["tests-integration/a.rs", "test"],
  ["latest/a.py", "product"],
  ["requests/a.py", "product"],
  ["contests/a.py", "product"],
  ["examples/next/package.json", "example"],
  ["watchOS Example/App.swift", "example"],
  ["zio-http-example-auth/build.sbt", "example"],
  ["cli/template/base/package.json", "template"],
  ["{{cookiecutter.name}}/manage.py", "template"],
  ["docs/index.md", "docs"],
  ["packages/docs/package.json", "docs"],
  ["www/a.astro", "docs"],
  ["apps/www/a.tsx", "product"],
  ["scripts/release.ts", "tooling"],
  [".github/workflows/ci.yml", "hidden"],
  ["docs/examples/a.py", "docs"],
  ["examples/tests/a.py", "test"],
  ["src/main/java/org/example/samples/App.java", "product"],
  ["src/test/java/org/example/AppTest.java", "test"],
])("%s lies in %s", (path, place) => {
  expect(placeFinder([path])(path)).toBe(place);
});

test("native shells of cross-platform frameworks are tools, the same names elsewhere are not", () => {
  const placeOf = placeFinder(["app/pubspec.yaml", "app/android/build.gradle", "android/build.gradle"]);
  expect(placeOf("app/android/build.gradle")).toBe("tooling");
  expect(placeOf("app/lib/main.dart")).toBe("product");
  expect(placeOf("android/build.gradle")).toBe("product");
});
