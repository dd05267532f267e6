import type { Rivalry } from "./weigh.ts";

/**
 * What a package probably is not once it is something else: an extension's pages are no web application, an application's
 * modules are no library, a server's command line is no tool. The order matters: what has lost to one rival may be too weak to win against
 * the next.
 */
export const RIVALRIES: Rivalry[] = [
  { winner: "browser-extension", loser: "web-ui", factor: 0.3 },
  { winner: "browser-extension", loser: "library", factor: 0.3, inside: true },
  { winner: "browser-extension", loser: "mobile", factor: 0.3, inside: true },
  { winner: "browser-extension", loser: "desktop", factor: 0.4 },
  { winner: "mobile", loser: "web-ui", factor: 0.3 },
  { winner: "mobile", loser: "desktop", factor: 0.3 },
  { winner: "mobile", loser: "library", factor: 0.3, inside: true },
  { winner: "desktop", loser: "web-ui", factor: 0.25 },
  { winner: "desktop", loser: "backend-api", factor: 0.4 },
  { winner: "desktop", loser: "library", factor: 0.3, inside: true },
  { winner: "desktop", loser: "cli-tool", factor: 0.3 },
  { winner: "game", loser: "web-ui", factor: 0.3 },
  { winner: "game", loser: "desktop", factor: 0.4 },
  { winner: "game", loser: "mobile", factor: 0.3, inside: true },
  { winner: "game", loser: "library", factor: 0.4 },
  { winner: "game", loser: "cli-tool", factor: 0.3 },
  { winner: "backend-api", loser: "cli-tool", factor: 0.65 },
  { winner: "library", loser: "web-ui", factor: 0.4, stronger: true },
  { winner: "web-ui", loser: "library", factor: 0.4 },
  { winner: "web-ui", loser: "cli-tool", factor: 0.4 },
  { winner: "embedded", loser: "cli-tool", factor: 0.8 },
  { winner: "cli-tool", loser: "library", factor: 0.4, inside: true },
  { winner: "library", loser: "docs", factor: 0.5 },
  { winner: "agent-tooling", loser: "docs", factor: 0.4 },
  { winner: "cli-tool", loser: "docs", factor: 0.5 },
  { winner: "docs", loser: "web-ui", factor: 0.5 },
];
