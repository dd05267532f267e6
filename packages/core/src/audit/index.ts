export { AUDIT_FORMATS, type AuditFormat } from "./export.ts";
export * from "./types.ts";
