// What a sheet of the report holds and how its cells are written.
import type { Cell, Missing, Period, ReportSheet, ReportTable } from '$lib/ipc/commands.gen';
import { fixed, number } from '$lib/text/format';

export type SheetState = 'fine' | 'duty' | 'blank';

export const PERIOD_KINDS = [
  'year',
  'semester_1',
  'semester_2',
  'calendar_year',
  'custom',
] as const;

const TOTALS = /^(tổng cộng|cộng|cộng cấp .*|toàn trường)$/i;

/** The state of a sheet: a duty unmet weighs more than a blank. */
export function stateOf(sheet: string, missing: Missing[]): SheetState {
  const mine = missing.filter((one) => one.sheet === sheet);
  if (mine.some((one) => one.is_duty)) return 'duty';
  return mine.length > 0 ? 'blank' : 'fine';
}

/** Whether the row is a sum of rows above it. */
export function isTotal(row: Cell[]): boolean {
  return row.slice(0, 5).some((cell) => typeof cell === 'string' && TOTALS.test(cell));
}

/** Rows of all tables of a sheet, sums left out. */
export function rowsOf(sheet: ReportSheet): number {
  return sheet.tables.reduce((sum, t) => sum + t.rows.filter((row) => !isTotal(row)).length, 0);
}

export type Shape = 'text' | 'index' | 'whole' | 'share';

/** How each column is set: the ordinal in the middle, numbers right, shares with one decimal. */
export function shapesOf(table: ReportTable): Shape[] {
  return table.columns.map((heading, at) => {
    if (heading === 'STT') return 'index';
    if (heading.includes('(%)')) return 'share';
    const cells = table.rows.map((row) => row[at] ?? null).filter((cell) => cell !== null);
    const isNumeric = cells.length > 0 && cells.every((cell) => typeof cell === 'number');
    return isNumeric ? 'whole' : 'text';
  });
}

/** A cell as the paper shows it. */
export function cellText(cell: Cell | undefined, shape: Shape): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return cell;
  return shape === 'share' ? fixed(cell, 1) : number(cell, 1);
}

/** The value beside a name in a two-column table. */
export function named(table: ReportTable | undefined, name: string): string {
  const cell = table?.rows.find((row) => row[0] === name)?.[1];
  return cell === null || cell === undefined ? '' : String(cell);
}

/** The period that the page's address asks for. */
export function periodOf(search: URLSearchParams, year: string): Period {
  const kind = PERIOD_KINDS.find((one) => one === search.get('kind')) ?? 'year';
  const isCustom = kind === 'custom';
  return {
    year,
    kind,
    from: isCustom ? search.get('from') : null,
    to: isCustom ? search.get('to') : null,
  };
}

/** The name offered for the file: "Bao-cao-huong-nghiep-2025-2026.xlsx". */
export function fileNameOf(period: Period): string {
  const part: Record<Period['kind'], string> = {
    year: period.year,
    semester_1: `${period.year}-hoc-ky-1`,
    semester_2: `${period.year}-hoc-ky-2`,
    calendar_year: `nam-${period.year.slice(0, 4)}`,
    custom: `${period.from ?? ''}-den-${period.to ?? ''}`,
  };
  return `Bao-cao-huong-nghiep-${part[period.kind]}.xlsx`;
}
