import type { Fact, Reading } from "../types.ts";
import { linesOf } from "./locate.ts";

const PLIST: [string, string][] = [
  ["<key>LSRequiresIPhoneOS</key>", "apple.ios"],
  ["<key>UILaunchScreen</key>", "apple.ios"],
  ["<key>UILaunchStoryboardName</key>", "apple.ios"],
  ["<key>UIApplicationSceneManifest</key>", "apple.ios"],
  ["<key>LSMinimumSystemVersion</key>", "apple.macos"],
  ["<key>LSUIElement</key>", "apple.macos"],
];

const PROJECT: [string, string][] = [
  ["SDKROOT = iphoneos", "apple.ios"],
  ["IPHONEOS_DEPLOYMENT_TARGET =", "apple.ios"],
  ["SDKROOT = macosx", "apple.macos"],
];

const CATEGORY = /public\.app-category\.([a-z-]+)/;

/** Reads Info.plist for the keys that only applications of one system have, and for the application's category. */
export function readInfoPlist(text: string): Reading {
  const category = linesOf(text).flatMap(({ text: raw, line }) => {
    const name = CATEGORY.exec(raw)?.[1];
    return name === undefined ? [] : [{ name: `apple.category:${name}`, line }];
  });
  return { dependencies: [], facts: [...marks(text, PLIST), ...category] };
}

/** Reads an Xcode project.pbxproj for the systems it builds applications for. */
export function readXcodeProject(text: string): Reading {
  const isApplication = text.includes("com.apple.product-type.application");
  return { dependencies: [], facts: isApplication ? marks(text, PROJECT) : [] };
}

/** The first line of each mark, one fact of a name. */
function marks(text: string, table: readonly [string, string][]): Fact[] {
  const found = new Map<string, Fact>();
  for (const { text: raw, line } of linesOf(text)) {
    for (const [mark, name] of table) if (raw.includes(mark) && !found.has(name)) found.set(name, { name, line });
  }
  return [...found.values()];
}
