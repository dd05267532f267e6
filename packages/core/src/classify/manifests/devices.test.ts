import { expect, test } from "vitest";
import { readAndroidManifest } from "./android-manifest.ts";
import { readInfoPlist, readXcodeProject } from "./apple-project.ts";
import { readCompose, readDockerfile } from "./containers.ts";
import { readDbtProjectYml } from "./dbt-project-yml.ts";
import { readDesktopEntry } from "./desktop-entry.ts";
import { readPlatformioIni } from "./platformio-ini.ts";
import { readProjectGodot } from "./project-godot.ts";
import { readWebManifest } from "./web-manifest.ts";
import { readWestYml } from "./west-yml.ts";

test("project.godot: low-processor mode makes an application of it", () => {
  expect(readProjectGodot("; note\nconfig_version=5\n[application]\n").facts).toEqual([
    { name: "godot.project", line: 2 },
  ]);
  expect(readProjectGodot("config_version=5\nrun/low_processor_mode=true\n").facts).toEqual([
    { name: "godot.app-mode", line: 2 },
  ]);
  expect(readProjectGodot("config_version=5\nrun/low_processor_mode=false\n").facts).toEqual([
    { name: "godot.project", line: 1 },
  ]);
  expect(readProjectGodot("").facts).toEqual([]);
});

test("platformio.ini", () => {
  const text = `[platformio]
default_envs = uno
[env:uno]
board = uno
lib_deps =
    adafruit/Adafruit NeoPixel @ ^1.12
    Servo
`;
  expect(readPlatformioIni(text)).toEqual({
    dependencies: [
      { ecosystem: "platformio", name: "adafruit neopixel", scope: "runtime", line: 6 },
      { ecosystem: "platformio", name: "servo", scope: "runtime", line: 7 },
    ],
    facts: [
      { name: "platformio.project", line: 1 },
      { name: "platformio.env", line: 4 },
    ],
  });
});

test.each([
  ["src/manifest.json", '{\n"manifest_version": 3}', [{ name: "extension.manifest", line: 2 }]],
  ["manifest.json", '{"manifest_version": 2}', [{ name: "extension.manifest", line: 1 }]],
  ["public/manifest.json", '{"name": "a web app", "start_url": "/"}', []],
  ["src/manifest.yml", "manifest_version: 2\n", [{ name: "extension.manifest", line: 1 }]],
  ["manifest.json", '{"manifest_version": "3"}', []],
  ["manifest.json", "{", []],
])("%s %s", (path, text, facts) => {
  expect(readWebManifest(text, path).facts).toEqual(facts);
});

test("west.yml and dbt_project.yml", () => {
  expect(readWestYml("manifest:\n  projects: []\n").facts).toEqual([{ name: "zephyr.manifest", line: 1 }]);
  expect(readWestYml("other: 1").facts).toEqual([]);
  expect(readDbtProjectYml("name: 'shop'\nversion: '1'\n").facts).toEqual([{ name: "dbt.project", line: 1 }]);
  expect(readDbtProjectYml("models: {").facts).toEqual([]);
});

test("Dockerfile: base images and ports", () => {
  const text = "FROM --platform=linux/amd64 docker.io/library/node:24-slim AS build\nFROM build\nEXPOSE 8080\n";
  expect(readDockerfile(text)).toEqual({
    dependencies: [
      { ecosystem: "docker", name: "node", scope: "runtime", line: 1 },
      { ecosystem: "docker", name: "build", scope: "runtime", line: 2 },
    ],
    facts: [{ name: "docker.expose", line: 3 }],
  });
});

test("compose: images, with defaults of variables", () => {
  const text = `services:
  web:
    image: \${IMAGE:-apache/airflow:3.0}
  db:
    image: postgres:18@sha256:0
  own:
    build: .
`;
  expect(readCompose(text)).toEqual({
    dependencies: [
      { ecosystem: "docker", name: "apache/airflow", scope: "runtime", line: 3 },
      { ecosystem: "docker", name: "postgres", scope: "runtime", line: 5 },
    ],
    facts: [{ name: "compose.database", line: 5 }],
  });
  expect(readCompose("services: [a").dependencies).toEqual([]);
});

test("Apple and Android applications", () => {
  const plist = "<dict>\n<key>LSRequiresIPhoneOS</key>\n<true/>\n<string>public.app-category.games</string>\n</dict>";
  expect(readInfoPlist(plist).facts).toEqual([
    { name: "apple.ios", line: 2 },
    { name: "apple.category:games", line: 4 },
  ]);
  expect(readInfoPlist("<dict><key>CFBundleName</key></dict>").facts).toEqual([]);
  const project =
    'productType = "com.apple.product-type.application";\nSDKROOT = macosx;\nMACOSX_DEPLOYMENT_TARGET = 14.0;';
  expect(readXcodeProject(project).facts).toEqual([{ name: "apple.macos", line: 2 }]);
  expect(readXcodeProject("SDKROOT = iphoneos;").facts).toEqual([]);
  expect(
    readAndroidManifest('<application>\n<category android:name="android.intent.category.LAUNCHER"/>').facts,
  ).toEqual([{ name: "android.launcher", line: 2 }]);
  expect(readAndroidManifest("<manifest/>").facts).toEqual([]);
});

test("desktop entries", () => {
  expect(readDesktopEntry("[Desktop Entry]\nTerminal=false\nCategories=Game;ArcadeGame;\n").facts).toEqual([
    { name: "desktop.window", line: 2 },
    { name: "desktop.category:game", line: 3 },
    { name: "desktop.category:arcadegame", line: 3 },
  ]);
  expect(readDesktopEntry("Terminal=true").facts).toEqual([{ name: "desktop.terminal", line: 1 }]);
});
