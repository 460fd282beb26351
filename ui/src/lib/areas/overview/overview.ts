// How the duties, the months and the deadlines are shown. Pure.
import type {
  Check,
  ClassOverview,
  Deadline,
  MonthBar,
  NextStep,
  SurveyClass,
} from '$lib/ipc/commands.gen';
import { day } from '$lib/text/format';
import { vi } from '$lib/text/vi';

export type CellState = 'na' | 'found' | 'planned' | 'missing' | 'none';
export type Outcome = 'met' | 'planned' | 'missing' | 'none';

export interface MatrixCell {
  grade: number;
  state: CellState;
  found: number;
}

/** All grades that any duty speaks of, in order. */
export function gradesOf(checks: Check[]): number[] {
  const grades = new Set(checks.flatMap((check) => check.by_grade.map((cell) => cell.grade)));
  return [...grades].sort((a, b) => a - b);
}

/** What a duty comes to. "Missing" is only said of what is owed; a planned day that passed promises nothing. */
export function outcomeOf(check: Check, today: string): Outcome {
  if (check.met) return check.found > 0 || check.required > 0 ? 'met' : 'none';
  if (check.planned_until && check.planned_until >= today) return 'planned';
  return check.required > 0 && check.kind !== 'aspire' ? 'missing' : 'none';
}

/** The planned day to name: the first that is still ahead. */
export function plannedOn(check: Check, today: string): string | null {
  const isAhead = check.planned_on != null && check.planned_on >= today;
  return (isAhead ? check.planned_on : check.planned_until) ?? null;
}

/** One row of the matrix. */
export function cellsOf(check: Check, grades: number[], today: string): MatrixCell[] {
  const outcome = outcomeOf(check, today);
  return grades.map((grade) => {
    const cell = check.by_grade.find((one) => one.grade === grade);
    if (!cell) return { grade, state: 'na', found: 0 };
    if (cell.found > 0) return { grade, state: 'found', found: cell.found };
    if (cell.planned > 0) return { grade, state: 'planned', found: 0 };
    // Where the school asks it of each grade, only the grades that lack it are marked.
    const isLacking = check.lacking.length === 0 || check.lacking.includes(grade);
    return { grade, state: outcome === 'missing' && isLacking ? 'missing' : 'none', found: 0 };
  });
}

/** Whether the level must be named, because the same duty stands for several levels. */
export function needsLevel(check: Check, checks: Check[]): boolean {
  return new Set(checks.map((other) => other.level)).size > 1 && check.level !== null;
}

export interface TargetLine {
  check: Check;
  state: 'met' | 'striving' | 'waiting' | 'unknown' | 'open';
  /** How many pupils more would reach the share. */
  gap: number;
}

const TARGETS = 5;

/** The school's own targets: shares first, then what is not reached yet; the page shows a few. */
export function targetLines(targets: Check[], today: string): TargetLine[] {
  const isShare = (check: Check) => check.unit === 'percent' && check.of > 0;
  const order = (line: TargetLine) => (isShare(line.check) ? 0 : line.state === 'met' ? 2 : 1);
  return targets
    .map((check) => ({
      check,
      state: stateOf(check, today),
      gap: isShare(check)
        ? Math.max(0, Math.ceil((check.required * check.of) / 100) - check.part)
        : 0,
    }))
    .sort((a, b) => order(a) - order(b))
    .slice(0, TARGETS);
}

function stateOf(check: Check, today: string): TargetLine['state'] {
  if (check.met) return 'met';
  // A share of nobody says nothing yet.
  if (check.unit === 'percent' && check.of === 0) return 'unknown';
  if (check.kind === 'aspire') return 'striving';
  return check.due && check.due >= today ? 'waiting' : 'open';
}

/** What a homeroom teacher does next: forms that are owed, records to review, gaps to fill. */
export function classSteps(view: ClassOverview): NextStep[] {
  const t = vi.overview.ofClass.steps;
  const steps: NextStep[] = [];
  const owed = view.surveys.find((survey) => !survey.is_closed && survey.missing.length > 0);
  if (owed) {
    steps.push({
      title: t.forms(owed.missing.length),
      detail: t.formsDetail(owed.title, day(owed.closes_on)),
      link: `#${FORMS}`,
      action: t.formsGo,
      urgency: owed.closes_on && owed.closes_on < view.today ? 'overdue' : 'gap',
    });
  }
  const { reviewed, students } = view.review;
  if (reviewed < students) {
    steps.push({
      title: t.review(students - reviewed),
      detail: t.reviewDetail(reviewed, students),
      link: `/review?class=${encodeURIComponent(view.class?.name ?? '')}`,
      action: t.reviewGo,
      urgency: 'gap',
    });
  }
  if (view.gaps.length > 0) {
    steps.push({
      title: t.gaps(view.gaps.length),
      detail: t.gapsDetail,
      link: '/student',
      action: t.gapsGo,
      urgency: 'setup',
    });
  }
  return steps;
}

/** Where the class's forms stand on the page. */
export const FORMS = 'phieu-khao-sat';

export type Urgency = 'overdue' | 'soon' | 'far';
const SOON_DAYS = 14;

export function urgencyOf(deadline: Deadline): Urgency {
  if (deadline.days < 0) return 'overdue';
  return deadline.days <= SOON_DAYS ? 'soon' : 'far';
}

export interface Bar {
  month: number;
  done: number;
  planned: number;
  x: number;
  width: number;
  /** Top and height of the solid part, then of the dashed part. */
  doneTop: number;
  doneHeight: number;
  plannedTop: number;
  plannedHeight: number;
  label: string;
}

/** Bars for the measured width; the height leaves room for labels above and months below. */
export function bars(months: MonthBar[], width: number, height: number): Bar[] {
  const most = Math.max(1, ...months.map((month) => month.done + month.planned));
  const base = height - 22;
  const scale = (base - 24) / most;
  const slot = width / Math.max(1, months.length);
  const bar = Math.min(slot * 0.58, 34);
  return months.map(({ month, done, planned }, i) => {
    const doneHeight = done * scale;
    const plannedHeight = planned * scale;
    return {
      month: Number(month.slice(5)),
      done,
      planned,
      x: i * slot + (slot - bar) / 2,
      width: bar,
      doneTop: base - doneHeight,
      doneHeight,
      plannedTop: base - doneHeight - plannedHeight,
      plannedHeight,
      label: [done > 0 ? String(done) : '', planned > 0 ? `+${planned}` : ''].join(''),
    };
  });
}

/** The months to draw: the school year's, without empty ones at both ends. */
export function shownMonths(months: MonthBar[]): MonthBar[] {
  const isUsed = (month: MonthBar) => month.done + month.planned > 0;
  const first = months.findIndex(isUsed);
  if (first < 0) return [];
  return months.slice(first, months.findLastIndex(isUsed) + 1);
}

export interface SurveyRow extends SurveyClass {
  state: 'all' | 'few' | 'under_way';
}

const ROWS = 6;

/** The classes that matter most: the emptiest, in the order of the classes; the rest as one row. */
export function surveyRows(classes: SurveyClass[]): {
  rows: SurveyRow[];
  rest: SurveyClass | null;
} {
  const share = (line: SurveyClass) => {
    const owed = line.students - line.absent;
    return owed > 0 ? line.responses / owed : 1;
  };
  const isAll = classes.length <= ROWS;
  const kept = isAll
    ? new Set(classes)
    : new Set([...classes].sort((a, b) => share(a) - share(b)).slice(0, ROWS - 1));
  const others = classes.filter((line) => !kept.has(line));
  const rest = isAll
    ? null
    : {
        class: '',
        students: others.reduce((sum, line) => sum + line.students, 0),
        responses: others.reduce((sum, line) => sum + line.responses, 0),
        absent: others.reduce((sum, line) => sum + line.absent, 0),
      };
  const rows = classes
    .filter((line) => kept.has(line))
    .map((line) => ({
      ...line,
      state:
        share(line) >= 1
          ? ('all' as const)
          : share(line) < 0.5
            ? ('few' as const)
            : ('under_way' as const),
    }));
  return { rows, rest };
}
