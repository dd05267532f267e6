import type { Rivalry } from "./weigh.ts";

/**
 * What a package probably is not once it is something else: an extension's pages are no web application, an application's
 * modules are no library, a server's command line is no tool. The order matters: what has lost to one rival may be too weak to win against
 * the next.
 */
export const RIVALRIES: Rivalry[] = [
  { winner: "browser-extension", loser: "web-ui", factor: 0.3, why: "its pages are shown by the browser's own frame" },
  { winner: "browser-extension", loser: "library", factor: 0.3, inside: true, why: "its modules are built into it" },
  {
    winner: "browser-extension",
    loser: "mobile",
    factor: 0.3,
    inside: true,
    why: "the phone build is the same extension",
  },
  { winner: "browser-extension", loser: "desktop", factor: 0.4, why: "its windows are the browser's" },
  { winner: "mobile", loser: "web-ui", factor: 0.3, why: "what looks like a page is a screen" },
  { winner: "mobile", loser: "desktop", factor: 0.3, why: "frameworks for phones bring shells for desktops along" },
  { winner: "mobile", loser: "library", factor: 0.3, inside: true, why: "its modules are built into it" },
  { winner: "desktop", loser: "web-ui", factor: 0.25, why: "its pages are drawn in its own window" },
  { winner: "desktop", loser: "backend-api", factor: 0.4, why: "the server inside answers only its own window" },
  { winner: "desktop", loser: "library", factor: 0.3, inside: true, why: "its packages are parts of it" },
  { winner: "desktop", loser: "cli-tool", factor: 0.3, why: "the program it builds opens a window" },
  { winner: "game", loser: "web-ui", factor: 0.3, why: "the page is where the game is drawn" },
  { winner: "game", loser: "desktop", factor: 0.4, why: "the window is where the game is drawn" },
  { winner: "game", loser: "mobile", factor: 0.3, inside: true, why: "the phone build is the same game" },
  { winner: "game", loser: "library", factor: 0.4, why: "its modules are built into it" },
  { winner: "game", loser: "cli-tool", factor: 0.3, why: "the program it builds is the game" },
  {
    winner: "backend-api",
    loser: "cli-tool",
    factor: 0.65,
    why: "a server's command line starts and serves the server",
  },
  { winner: "embedded", loser: "cli-tool", factor: 0.8, why: "the program runs on the device, not in a terminal" },
  { winner: "cli-tool", loser: "library", factor: 0.4, inside: true, why: "packages below a command are its parts" },
  { winner: "library", loser: "docs", factor: 0.5, why: "text beside a library is its manual" },
  { winner: "agent-tooling", loser: "docs", factor: 0.4, why: "what agents load is written in prose" },
  { winner: "agent-tooling", loser: "cli-tool", factor: 0.4, why: "the command is started by an agent, not typed" },
  { winner: "cli-tool", loser: "docs", factor: 0.5, why: "text beside a command is its manual" },
  { winner: "docs", loser: "web-ui", factor: 0.5, why: "the site is how the text is read" },
];
