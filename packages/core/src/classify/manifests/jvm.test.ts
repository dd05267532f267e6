import { expect, test } from "vitest";
import { readBuildSbt } from "./build-sbt.ts";
import { pluginFacts, readGradle } from "./gradle.ts";
import { readPomXml } from "./pom-xml.ts";
import { readVersionCatalog } from "./version-catalog.ts";

test("pom.xml", () => {
  const text = `<?xml version="1.0"?>
<project>
  <parent>
    <groupId>org.springframework.boot</groupId>
    <artifactId>spring-boot-starter-parent</artifactId>
  </parent>
  <packaging>war</packaging>
  <dependencies>
    <dependency>
      <groupId>org.springframework.boot</groupId>
      <artifactId>spring-boot-starter-web</artifactId>
    </dependency>
    <dependency><groupId>junit</groupId><artifactId>junit</artifactId><scope>test</scope></dependency>
    <dependency><groupId>x</groupId><artifactId>\${name}</artifactId></dependency>
  </dependencies>
  <build><plugins><plugin><artifactId>maven-war-plugin</artifactId></plugin></plugins></build>
</project>`;
  expect(readPomXml(text)).toEqual({
    dependencies: [
      { ecosystem: "maven", name: "org.springframework.boot:spring-boot-starter-parent", scope: "runtime", line: 5 },
      { ecosystem: "maven", name: "org.springframework.boot:spring-boot-starter-web", scope: "runtime", line: 11 },
      { ecosystem: "maven", name: "junit:junit", scope: "dev", line: 13 },
      { ecosystem: "maven", name: "org.apache.maven.plugins:maven-war-plugin", scope: "build", line: 16 },
    ],
    facts: [
      { name: "jvm.package", line: 2 },
      { name: "jvm.application", line: 7 },
    ],
  });
});

test("what Maven Central asks for makes a pom publishable", () => {
  const text = "<project><licenses><license/></licenses><developers/><scm/></project>";
  expect(readPomXml(text).facts.map((fact) => fact.name)).toContain("jvm.publishable");
});

test.each([
  [
    '  implementation("io.ktor:ktor-server-core:3.0")',
    { ecosystem: "maven", name: "io.ktor:ktor-server-core", scope: "runtime" },
  ],
  ["  api 'a.b:c'", { ecosystem: "maven", name: "a.b:c", scope: "runtime" }],
  ['  implementation(platform("a:bom:1"))', { ecosystem: "maven", name: "a:bom", scope: "runtime" }],
  ['  testImplementation("junit:junit:4")', { ecosystem: "maven", name: "junit:junit", scope: "dev" }],
  ["  compileOnly group: 'a', name: 'b', version: '1'", { ecosystem: "maven", name: "a:b", scope: "build" }],
  ["  implementation(libs.koin.core)", { ecosystem: "catalog", name: "koin.core", scope: "runtime" }],
  ["  implementation libs.okhttp", { ecosystem: "catalog", name: "okhttp", scope: "runtime" }],
  [
    '  implementation(kotlin("stdlib"))',
    { ecosystem: "maven", name: "org.jetbrains.kotlin:kotlin-stdlib", scope: "runtime" },
  ],
  [
    '  kotlin("multiplatform") version "2"',
    { ecosystem: "gradle", name: "org.jetbrains.kotlin.multiplatform", scope: "build" },
  ],
  [
    '  id("org.springframework.boot") version "4"',
    { ecosystem: "gradle", name: "org.springframework.boot", scope: "build" },
  ],
  ["  id 'java-library'", { ecosystem: "gradle", name: "java-library", scope: "build" }],
  ["apply plugin: 'com.android.application'", { ecosystem: "gradle", name: "com.android.application", scope: "build" }],
  [
    "  alias(libs.plugins.android.application)",
    { ecosystem: "catalog", name: "plugins.android.application", scope: "build" },
  ],
  ["  `maven-publish`", { ecosystem: "gradle", name: "maven-publish", scope: "build" }],
])("gradle line %s", (line, expected) => {
  expect(readGradle(`\n${line}\n`).dependencies).toEqual([{ ...expected, line: 2 }]);
});

test.each([
  "  alias(libs.plugins.android.application) apply false",
  '  // implementation("a:b:1")',
  '  println("implementation")',
  '  val x = "a:b:c"',
  '  maven { url = uri("https://example.com") }',
])("gradle line that declares nothing: %s", (line) => {
  expect(readGradle(line).dependencies).toEqual([]);
});

test("facts of Gradle modules", () => {
  expect(readGradle('android {\n  applicationId = "com.example"\n}').facts).toEqual([
    { name: "jvm.package", line: 1 },
    { name: "android.application", line: 2 },
  ]);
  expect(pluginFacts([{ ecosystem: "gradle", name: "acme.publish-conventions", scope: "build", line: 3 }])).toEqual([
    { name: "jvm.publishable", line: 3 },
  ]);
  expect(pluginFacts([{ ecosystem: "gradle", name: "application", scope: "build", line: 1 }])).toEqual([
    { name: "jvm.application", line: 1 },
  ]);
});

test("version catalogs explain aliases", () => {
  const text = `[libraries]
koin-core = { module = "io.insert-koin:koin-core", version.ref = "k" }
ktor = { group = "io.ktor", name = "ktor-server-core" }
gson = "com.google.code.gson:gson:2"
[plugins]
android-application = { id = "com.android.application", version = "9" }
`;
  expect([...(readVersionCatalog(text).aliases ?? [])]).toEqual([
    ["koin.core", { ecosystem: "maven", name: "io.insert-koin:koin-core" }],
    ["ktor", { ecosystem: "maven", name: "io.ktor:ktor-server-core" }],
    ["gson", { ecosystem: "maven", name: "com.google.code.gson:gson" }],
    ["plugins.android.application", { ecosystem: "gradle", name: "com.android.application" }],
  ]);
});

test("build.sbt", () => {
  const text = `lazy val root = project.enablePlugins(PlayScala)
libraryDependencies += "org.http4s" %% "http4s-dsl" % "1.0"
libraryDependencies ++= Seq(
  "org.apache.spark" %% "spark-sql" % sparkVersion,
  "org.scalatest" %% "scalatest" % "3" % Test
)
developers := List()
`;
  expect(readBuildSbt(text, "build.sbt")).toEqual({
    dependencies: [
      { ecosystem: "maven", name: "com.typesafe.play:play", scope: "runtime", line: 1 },
      { ecosystem: "maven", name: "org.http4s:http4s-dsl", scope: "runtime", line: 2 },
      { ecosystem: "maven", name: "org.apache.spark:spark-sql", scope: "runtime", line: 4 },
      { ecosystem: "maven", name: "org.scalatest:scalatest", scope: "dev", line: 5 },
    ],
    facts: [
      { name: "jvm.package", line: 1 },
      { name: "jvm.application", line: 1 },
      { name: "jvm.publishable", line: 7 },
    ],
  });
  expect(readBuildSbt('addSbtPlugin("com.github.sbt" % "sbt-ci-release" % "1")', "project/plugins.sbt").facts).toEqual([
    { name: "jvm.publishable", line: 1 },
  ]);
});

test("malformed files say nothing", () => {
  expect(readPomXml("<project><dependencies>")).toEqual({
    dependencies: [],
    facts: [{ name: "jvm.package", line: 1 }],
  });
  expect(readPomXml("not xml").dependencies).toEqual([]);
  expect(readVersionCatalog("[libraries").aliases?.size).toBe(0);
});

test("an entity bomb is refused", () => {
  const bomb = `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><project><artifactId>&b;</artifactId></project>`;
  expect(readPomXml(bomb)).toEqual({ dependencies: [], facts: [] });
});
