import type { Place } from "./types.ts";
import { words } from "./words.ts";

/** How much what lies there says about the product, 0..1. */
export const PLACE_WEIGHT = {
  product: 1,
  tooling: 0.3,
  example: 0.2,
  template: 0.2,
  docs: 0.2,
  test: 0.1,
  hidden: 0.1,
  generated: 0,
  vendored: 0,
} as const satisfies Record<Place, number>;

interface PlaceRule {
  place: Place;
  /** A folder's whole name, in lower case. */
  named: string;
  /** The same, only directly under the root. */
  topmost?: string;
  /** Anything else about the name as written. */
  like?: RegExp;
}

/** First match wins. `build` and `site` are folders of sources as often as of output, hence their mild places. */
const PLACE_RULES: PlaceRule[] = [
  {
    place: "vendored",
    named:
      "node_modules vendor vendors vendored third_party external-crates third-party thirdparty 3rdparty external externals extern bower_components pods carthage submodules",
    topmost: "deps",
  },
  {
    place: "generated",
    named: "dist out target generated __generated__ gen __pycache__ coverage obj .next .nuxt .output .svelte-kit",
  },
  {
    place: "test",
    named:
      "__tests__ testing testdata test_data fixture fixtures __fixtures__ e2e integration integration-test cypress playwright mock mocks __mocks__ bench benches benchmark benchmarks macrobenchmark load_testing testsuite test_suite androidtest goldens __snapshots__ snapshots spec specs fuzz fuzzing issues repro repros reproductions regression regressions",
    like: /(^|[ ._-])[tT]ests?$|[a-z]Tests?$|[._-]Tests?(?=[A-Z])|(^|[ ._-])[tT]ests?[ ._-]|[ ._-](fixtures?|bench|benchmarks?|e2e)$/,
  },
  {
    place: "example",
    named:
      "example examples sample samples demo demos playground playgrounds sandbox showcase tutorial tutorials quickstart quickstarts",
    like: /(^|[ ._-])(examples?|samples?|demos?|playground)([ ._-]|$)/i,
  },
  {
    place: "template",
    named: "template templates boilerplate boilerplates scaffold scaffolds scaffolding skeleton skeletons starters",
    like: /\{\{|^templates?-|[._-]templates?$/i,
  },
  {
    place: "docs",
    named: "doc docs documentation website wiki rfcs blog listings exercises solutions docs-site doc-site guides",
    topmost: "www site book guide",
    like: /[._-]docs$|^docs?[._-]/i,
  },
  {
    place: "tooling",
    named:
      "scripts script tools tooling _codegen _tools hack build-tools buildsrc build-logic buildscripts devtools internal-tools ci config-packages xtask xtasks eslint-rules eslint-config",
    topmost: "build dev misc contrib other support extra extras",
  },
  { place: "hidden", named: "", like: /^\./ },
];

const RULES = PLACE_RULES.map((rule) => ({
  place: rule.place,
  named: new Set(words(rule.named)),
  topmost: new Set(words(rule.topmost ?? "")),
  like: rule.like,
}));

/** Below these, folders are parts of a package's name and say nothing by their own. */
const SOURCE_ROOT = /(?:^|\/)src\/\w+\/(?:java|kotlin|scala|groovy)\/./;

/** Beside these files, folders named after a system hold the native shell that a cross-platform framework has made. */
export const CROSS_PLATFORM = [
  "pubspec.yaml",
  "metro.config.js",
  "react-native.config.js",
  "capacitor.config.ts",
  "capacitor.config.json",
];
const SHELLS = ["android", "ios", "linux", "macos", "windows", "web"];

function placeOfFolderName(segment: string, isTopmost: boolean): Place {
  const name = segment.toLowerCase();
  const rule = RULES.find(
    (each) => each.named.has(name) || (isTopmost && each.topmost.has(name)) || each.like?.test(segment),
  );
  return rule?.place ?? "product";
}

/** Tells the place of any path of a repository; `paths` as for `folderPlaceFinder`. */
export function placeFinder(paths: Iterable<string>): (path: string) => Place {
  const placeOfFolder = folderPlaceFinder(paths);
  return (path) => placeOfFolder(path.slice(0, Math.max(path.lastIndexOf("/"), 0)));
}

/**
 * Tells the place of any folder of a repository. It remembers folders and their names: there are many files in few folders,
 * and many folders of few names. Of the paths given, those of cross-platform frameworks say where native shells are.
 */
export function folderPlaceFinder(paths: Iterable<string>): (folder: string) => Place {
  const known = new Map<string, Place>([["", "product"]]);
  const ofName = new Map<string, Place>();
  const shells = new Set<string>();
  for (const path of paths) {
    const cut = path.lastIndexOf("/") + 1;
    if (CROSS_PLATFORM.includes(path.slice(cut))) for (const name of SHELLS) shells.add(path.slice(0, cut) + name);
  }
  const placeOfName = (folder: string, cut: number): Place => {
    if (cut === -1) return placeOfFolderName(folder, true);
    const segment = folder.slice(cut + 1);
    const place = ofName.get(segment) ?? placeOfFolderName(segment, false);
    ofName.set(segment, place);
    return place;
  };
  const placeOfFolder = (folder: string): Place => {
    const seen = known.get(folder);
    if (seen !== undefined) return seen;
    const cut = folder.lastIndexOf("/");
    const above = placeOfFolder(folder.slice(0, Math.max(cut, 0)));
    const own = shells.has(folder) ? "tooling" : SOURCE_ROOT.test(folder) ? "product" : placeOfName(folder, cut);
    const place = PLACE_WEIGHT[own] < PLACE_WEIGHT[above] ? own : above;
    known.set(folder, place);
    return place;
  };
  return placeOfFolder;
}
