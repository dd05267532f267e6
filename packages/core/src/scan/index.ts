export { RULE_ROWS, SCAN_RULES, severitiesOf, type ScanRuleId } from "./rules.ts";
export { compareScanFindings, isScanOk, scanSkill } from "./scan.ts";
export { isScanOkWith, isWaiverInForce, obstacleAmong, WAIVER_DAYS, waiverOf, type Waiver } from "./waiver.ts";
export { ScanFinding, ScanSeverity, SkillScanReport } from "./types.ts";
