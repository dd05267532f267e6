import { folderOf, join } from "./text.ts";
import { presence, toolFile } from "./tool.ts";
import type { Claim, Found, Repository } from "./types.ts";

/** Rust, Go, CMake, Meson, autotools, Zephyr, PlatformIO and Swift. */
export function readSystems(repository: Repository): Found {
  const found = [rust(repository), go(repository), native(repository), embedded(repository), swift(repository)];
  return {
    claims: found.flatMap(({ claims = [] }) => claims),
    needs: found.flatMap(({ needs = [] }) => needs),
  };
}

function rust(repository: Repository): Found {
  const workspaces = repository
    .named("Cargo.toml")
    .map(toolFile)
    .filter((file) => file.has(/^\[workspace\]/m));
  const files = repository.named("Cargo.toml").map(toolFile);
  // Members of a workspace are built with it.
  const roots =
    workspaces.length > 0
      ? workspaces.slice(0, 1).concat(files.filter(({ folder }) => folder === "" && workspaces[0]?.folder !== ""))
      : files;
  const claims = roots.flatMap((file) => {
    const all = file.has(/^\[workspace\]/m) ? " --workspace" : "";
    const at = all === "" ? /^\[package\]/m : /^\[workspace\]/m;
    const what = all === "" ? "a crate" : "a workspace of cargo";
    return [
      ...file.says("build", `cargo build${all}`, what, at),
      ...file.says("test", `cargo test${all}`, what, at),
      ...file.says("lint", `cargo clippy${all}`, "lints of clippy", /^\[(?:workspace\.)?lints\.clippy\]/m, "tool"),
    ];
  });
  const settings = [
    ["clippy.toml", "lint", "cargo clippy"],
    [".clippy.toml", "lint", "cargo clippy"],
    ["rustfmt.toml", "format", "cargo fmt --check"],
    [".rustfmt.toml", "format", "cargo fmt --check"],
  ] as const;
  return {
    claims: [
      ...claims,
      ...settings.flatMap(([name, purpose, command]) =>
        repository.has(name) ? [presence(name, purpose, command, "its settings")] : [],
      ),
    ],
    needs: [
      ...files.slice(0, 1).flatMap((file) => file.needs("Rust", /^rust-version\s*=\s*"([^"]+)"/m)),
      ...repository
        .named("rust-toolchain.toml")
        .slice(0, 1)
        .flatMap((file) => toolFile(file).needs("Rust", /^channel\s*=\s*"([^"]+)"/m)),
    ],
  };
}

function go(repository: Repository): Found {
  const modules = repository.named("go.mod").map(toolFile);
  const roots = modules.some(({ folder }) => folder === "") ? modules.filter(({ folder }) => folder === "") : modules;
  const golangci = [".golangci.yml", ".golangci.yaml", ".golangci.toml", ".golangci.json"].filter(repository.has);
  return {
    claims: [
      ...roots.flatMap((file) => [
        ...file.says("build", "go build ./...", "a module of Go", /^module\s/m),
        ...file.says("test", "go test ./...", "a module of Go", /^module\s/m),
        ...(golangci.length > 0 ? [] : file.says("lint", "go vet ./...", "a module of Go", /^module\s/m)),
      ]),
      ...golangci.map((name) => presence(name, "lint", "golangci-lint run", "its settings")),
    ],
    needs: roots.slice(0, 1).flatMap((file) => file.needs("Go", /^go\s+(\S+)/m)),
  };
}

function native(repository: Repository): Found {
  const lists = repository
    .named("CMakeLists.txt")
    .map(toolFile)

    // Shells that Flutter made are built by it.
    .filter(({ folder }) => folder === "" || !repository.has(join(folderOf(folder), "pubspec.yaml")))
    .filter((file) => file.has(/^\s*project\s*\(/im));
  const roots = lists.some(({ folder }) => folder === "") ? lists.filter(({ folder }) => folder === "") : lists;
  const cmake = roots.flatMap((file): Claim[] => [
    ...file.says("build", "cmake -S . -B build && cmake --build build", "a project of CMake", /^\s*project\s*\(/im),
    ...file.says(
      "test",
      "ctest --test-dir build",
      "tests are enabled",
      /^\s*(?:enable_testing\s*\(|include\s*\(\s*CTest\b)/im,
      "tool",
    ),
  ]);
  const meson = repository
    .named("meson.build")
    .slice(0, 1)
    .map(toolFile)
    .flatMap((file) => [
      ...file.says("build", "meson setup build && meson compile -C build", "a project of Meson", /^project\s*\(/m),
      ...file.says("test", "meson test -C build", "tests", /^\s*test\s*\(/m, "tool"),
    ]);
  const autotools = repository
    .named("configure.ac")
    .slice(0, 1)
    .map(toolFile)
    .flatMap((file) => [
      ...file.says("build", "autoreconf -i && ./configure && make", "autotools", /AC_INIT/),
      ...file.says("test", "make check", "autotools", /AC_INIT/),
    ]);
  return {
    claims: [...cmake, ...meson, ...autotools],
    needs: roots
      .slice(0, 1)
      .flatMap((file) => file.needs("CMake", /^\s*cmake_minimum_required\s*\(\s*VERSION\s+([\d.]+)/im)),
  };
}

function embedded(repository: Repository): Found {
  const zephyr = repository
    .named("CMakeLists.txt")
    .map(toolFile)
    .filter((file) => file.has(/find_package\s*\(\s*Zephyr/i));
  const twister = repository.paths.find((path) => /^tests\/(?:[^/]+\/)*(?:testcase|sample)\.ya?ml$/.test(path));
  return {
    claims: [
      ...zephyr
        .flatMap(({ folder, says }) =>
          says(
            "build",
            `west build -b <board> ${folder === "" ? "." : folder}`,
            "an application of Zephyr",
            /find_package\s*\(\s*Zephyr/i,
          ),
        )
        .map((claim) => ({ ...claim, folder: "" })),
      ...(twister === undefined
        ? []
        : [{ ...presence(twister, "test", "west twister -T tests", "a test of Twister"), folder: "" }]),
      ...repository
        .named("platformio.ini")
        .map(toolFile)
        .flatMap((file) => [
          ...file.says("build", "pio run", "environments of PlatformIO", /^\[env/m),
          ...(repository.hasFolder(join(file.folder, "test"))
            ? file.says("test", "pio test", "environments of PlatformIO", /^\[env/m)
            : []),
        ]),
    ],
  };
}

function swift(repository: Repository): Found {
  const packages = repository.named("Package.swift").map(toolFile);
  const roots = packages.some(({ folder }) => folder === "")
    ? packages.filter(({ folder }) => folder === "")
    : packages;
  const schemes = repository.paths.flatMap((path) => {
    const match = /^((?:[^/]+\/)?([^/]+)\.xcodeproj)\/xcshareddata\/xcschemes\/([^/]+)\.xcscheme$/.exec(path);
    const [, project = "", name = "", scheme = ""] = match ?? [];
    return match === null ? [] : [{ path, project, scheme, isMain: name === scheme }];
  });
  const scheme = schemes.find(({ isMain }) => isMain) ?? schemes[0];
  return {
    claims: [
      ...roots.flatMap((file) => [
        ...file.says("build", "swift build", "a package of Swift", /Package\s*\(/),
        ...file.says("test", "swift test", "a test target", /\.testTarget\s*\(/, "tool"),
      ]),
      ...(scheme === undefined ? [] : [scheme]).flatMap(({ path, project, scheme: called }) => {
        const options = `-project ${quoted(project)} -scheme ${quoted(called)}`;
        return [
          { ...presence(path, "build", `xcodebuild build ${options}`, "a shared scheme", "convention"), folder: "" },
          { ...presence(path, "test", `xcodebuild test ${options}`, "a shared scheme", "convention"), folder: "" },
        ];
      }),
      ...(repository.has(".swiftlint.yml") ? [presence(".swiftlint.yml", "lint", "swiftlint", "its settings")] : []),
      ...(repository.has(".swiftformat")
        ? [presence(".swiftformat", "format", "swiftformat --lint .", "its settings")]
        : []),
    ],
    needs: roots.slice(0, 1).flatMap((file) => file.needs("Swift tools", /^\/\/\s*swift-tools-version:\s*(\S+)/m)),
  };
}

function quoted(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `"${text.replaceAll(/["\\$`]/g, "")}"`;
}
