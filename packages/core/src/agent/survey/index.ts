export { SURVEY_LIMITS, surveyWants } from "./repository.ts";
export { type SurveyInput, surveyRepository, type SurveySubject } from "./survey.ts";
export { SURVEY_VERSION, type SurveyFile } from "./types.ts";
