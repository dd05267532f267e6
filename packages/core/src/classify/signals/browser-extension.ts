import type { Signal } from "../types.ts";
import { files, states, uses } from "./conditions.ts";

/** Extensions of browsers. */
export const EXTENSION_SIGNALS: Signal[] = [
  { preset: "browser-extension", weight: 1, what: "WebExtension manifest", when: states(["extension.manifest"]) },
  {
    preset: "browser-extension",
    weight: 1,
    what: "browser extension framework",
    when: uses(
      { npm: "wxt plasmo @crxjs/vite-plugin extension @samrum/vite-plugin-web-extension vite-plugin-web-extension" },
      { in: "app", scope: "any" },
    ),
  },
  {
    preset: "browser-extension",
    weight: 0.5,
    what: "browser extension interface",
    when: uses(
      {
        npm: "webextension-polyfill web-ext @types/chrome @types/webextension-polyfill @types/firefox-webext-browser chrome-types webext-bridge webext-base-css web-ext-submit chrome-webstore-upload-cli",
      },
      { scope: "any", in: "app" },
    ),
  },
  {
    preset: "browser-extension",
    weight: 0.7,
    what: "messages of a browser extension",
    when: files("**/_locales/*/messages.{json,yml,yaml}"),
  },
  { preset: "browser-extension", weight: 0.6, what: "user script", when: files("**/*.user.{js,ts,css}") },
  {
    preset: "browser-extension",
    weight: 0.4,
    what: "background or content script",
    when: files(
      "**/{background,content,content-script,content_script,contentscript,service-worker,popup}/{index,main}.{ts,js,html,tsx} **/manifest.{firefox,chrome,v2,v3}.json",
      { atLeast: 3 },
    ),
  },
];
