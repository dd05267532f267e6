export { SURVEY_VERSION, type SurveyFile } from "./types.ts";
