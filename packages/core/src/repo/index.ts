export { judgePush, type PushEvent, type PushVerdict } from "./push.ts";
export * from "./types.ts";
