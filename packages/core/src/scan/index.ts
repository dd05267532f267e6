export { SCAN_RULES, type ScanRuleId } from "./rules.ts";
export { compareScanFindings, isScanOk, scanSkill } from "./scan.ts";
export { ScanFinding, ScanSeverity, SkillScanReport } from "./types.ts";
