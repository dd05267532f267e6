export {
  findEmbedded,
  hasEmbedded,
  startEmbedded,
  type EmbeddedOptions,
  type EmbeddedServer,
} from "./embedded/server.ts";
