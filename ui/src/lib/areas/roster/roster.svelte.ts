// One class list on its way in: what was read of the file, corrections, and the import itself.
import { invalidateAll } from '$app/navigation';
import { call, type Answer, type Request } from '$lib/ipc/call';
import { saving } from '$lib/state/saving.svelte';
import type { RosterField } from '$lib/ipc/commands.gen';

export type Preview = Answer<'roster_open'>;
export type Row = Answer<'roster_list'>['rows'][number];
export type Sheet = Preview['sheets'][number];
export type Result = Answer<'roster_import'>['value'];
export type Show = 'all' | 'problems' | 'good';
type Correction = Omit<Request<'roster_change'>, 'token' | 'sheet'> & { sheet?: string };

const MORE_ROWS = 300;

/** The fields that a row of the preview carries, in the order of the table. */
export const CELLS = [
  'name',
  'born_on',
  'sex',
  'class',
  'ministry_id',
  'school_code',
  'citizen_id',
  'phone',
  'ethnicity',
  'status',
  'guardian',
  'guardian_phone',
  'support',
] as const;
export type CellField = (typeof CELLS)[number];

/** The cell that shows what a column of the file holds. */
export function cellOf(field: RosterField): CellField {
  if (field === 'family_name' || field === 'given_name') return 'name';
  if (field === 'born_day' || field === 'born_month' || field === 'born_year') return 'born_on';
  if (field === 'is_female' || field === 'is_male') return 'sex';
  if (field === 'grade') return 'class';
  if (field === 'father' || field === 'mother') return 'guardian';
  if (field === 'father_phone' || field === 'mother_phone') return 'guardian_phone';
  if (['poor', 'near_poor', 'policy', 'disability'].includes(field)) return 'support';
  return field as CellField;
}

/** How many rows would be written. */
export const writable = (counts: Preview['counts']): number => counts.new + counts.updated;

export class Roster {
  preview = $state.raw<Preview | null>(null);
  rows = $state.raw<Row[]>([]);
  total = $state(0);
  show = $state<Show>('all');
  totals = $state.raw<Record<Show, number>>({ all: 0, problems: 0, good: 0 });
  reading = $state('');
  isImporting = $state(false);
  fault = $state.raw<unknown>(null);
  result = $state.raw<Result | null>(null);
  act = $state<number | null>(null);
  fileName = $state('');
  /** The file that was taken, whose refused rows can still be saved. */
  #taken: string | null = null;

  #turn = 0;

  /** The sheets that rows are taken from. */
  used = $derived(this.preview?.sheets.filter((sheet) => sheet.is_used) ?? []);
  /** The cells that something in the file fills. */
  cells = $derived(
    CELLS.filter(
      (cell) =>
        cell === 'name' ||
        this.used.some(
          (sheet) =>
            sheet.columns.some((column) => column.field && cellOf(column.field) === cell) ||
            (cell === 'class' && sheet.class !== null),
        ),
    ),
  );
  mapped = $derived(
    this.used.reduce((sum, sheet) => sum + sheet.columns.filter((c) => c.field).length, 0),
  );
  canImport = $derived(this.preview !== null && writable(this.preview.counts) > 0);

  async open(path: string): Promise<void> {
    await this.close();
    this.reading = path.split(/[\\/]/).at(-1) ?? path;
    this.fault = null;
    try {
      this.preview = await call('roster_open', { path });
      this.fileName = this.preview.file_name;
      this.show = 'all';
      await this.read();
      // What must be looked at comes first.
      if (this.totals.problems > 0) await this.turnTo('problems');
    } catch (error) {
      this.fault = error;
    } finally {
      this.reading = '';
    }
  }

  async turnTo(show: Show): Promise<void> {
    this.show = show;
    await this.read();
  }

  /** Reads the rows again from the first, as many as are shown now. */
  async read(): Promise<void> {
    const preview = this.preview;
    if (!preview) return;
    const turn = ++this.#turn;
    const { token } = preview;
    const limit = Math.max(MORE_ROWS, this.rows.length);
    const page = (show: Show, most: number) =>
      call('roster_list', { token, show, limit: most, after: 0 });
    const [shown, all, problems, good] = await Promise.all([
      page(this.show, limit),
      page('all', 1),
      page('problems', 1),
      page('good', 1),
    ]);
    if (turn !== this.#turn) return;
    this.rows = shown.rows;
    this.total = shown.total;
    this.totals = { all: all.total, problems: problems.total, good: good.total };
  }

  async readMore(): Promise<void> {
    const preview = this.preview;
    if (!preview || this.rows.length >= this.total) return;
    const turn = this.#turn;
    const after = this.rows.length;
    const page = await call('roster_list', {
      token: preview.token,
      show: this.show,
      limit: MORE_ROWS,
      after,
    });
    if (turn === this.#turn && after === this.rows.length) this.rows = [...this.rows, ...page.rows];
  }

  /** Corrects a sheet, a column or a cell; nothing is written to the book. */
  async change(correction: Correction): Promise<void> {
    const preview = this.preview;
    if (!preview) return;
    this.fault = null;
    try {
      this.preview = await call('roster_change', {
        token: preview.token,
        sheet: '',
        ...correction,
      });
      await this.read();
    } catch (error) {
      this.fault = error;
    }
  }

  async import(): Promise<void> {
    const preview = this.preview;
    if (!preview || this.isImporting) return;
    this.isImporting = true;
    this.fault = null;
    saving.begin();
    try {
      const done = await call('roster_import', { token: preview.token });
      saving.done();
      this.#taken = preview.token;
      this.preview = null;
      this.rows = [];
      this.result = done.value;
      this.act = done.act;
      await invalidateAll();
    } catch (error) {
      saving.fail(error);
      this.fault = error;
    } finally {
      this.isImporting = false;
    }
  }

  /** Writes the refused rows to a workbook; answers its name. */
  async saveRefused(path: string): Promise<string> {
    const token = this.preview?.token ?? this.#taken ?? '';
    return (await call('roster_refused_export', { token, path })).file_name;
  }

  /** Lets go of the file. */
  async close(): Promise<void> {
    const token = this.preview?.token ?? this.#taken;
    this.#taken = null;
    this.preview = null;
    this.rows = [];
    this.result = null;
    this.act = null;
    this.fault = null;
    if (!token) return;
    try {
      await call('roster_close', { token });
    } catch {
      // The core forgets it by itself when the book is locked.
    }
  }
}
