// Whether a survey still takes forms although its last day has passed.
import type { SurveyLine } from '$lib/ipc/commands.gen';

export function isLate(survey: SurveyLine, today = new Date()): boolean {
  if (!survey.closes_on || survey.responses >= survey.students) return false;
  const last = new Date(`${survey.closes_on}T23:59:59`);
  return today > last;
}
