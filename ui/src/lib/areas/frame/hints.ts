// The keys that the status bar tells, screen by screen: only those that work there.
import type { Name } from '$lib/ipc/call';
import { vi } from '$lib/text/vi';

export interface Hint {
  /** As printed on the keys; several with a space between them are pressed one by one. */
  keys: string[];
  label: string;
  /** Shown only to those who may use this command. */
  needs?: Name;
}

const t = vi.frame.hints;

const FIND: Hint = { keys: ['Ctrl K'], label: t.find };
const HELP: Hint = { keys: ['F1'], label: t.help };
const NEW: Hint = { keys: ['Ctrl N'], label: t.newActivity, needs: 'activity_add' };
const UNDO: Hint = { keys: ['Ctrl Z'], label: t.undo, needs: 'act_undo' };
const FILTER: Hint = { keys: ['/'], label: t.filter };
const ROW: Hint = { keys: ['↑', '↓'], label: t.row };
const OPEN: Hint = { keys: ['Enter'], label: t.open };
const USUAL: Hint[] = [FIND, NEW, HELP];

const HINTS: Record<string, Hint[]> = {
  '/plan': [{ keys: ['Ctrl N'], label: t.newTask, needs: 'task_add' }, FIND, UNDO, HELP],
  '/outcome': [
    { keys: ['Ctrl E'], label: t.enterOutcomes, needs: 'outcome_set' },
    FIND,
    UNDO,
    HELP,
  ],
  '/report/check': [{ keys: ['Ctrl P'], label: t.print }, FIND, HELP],
  '/outcome/handover': [
    { keys: ['Ctrl Enter'], label: t.makePackage, needs: 'handover_make' },
    FIND,
    HELP,
  ],
  '/outcome/entry': [
    { keys: ['1', '9'], label: t.destination, needs: 'outcome_set' },
    { keys: ['Delete'], label: t.clear, needs: 'outcome_set' },
    { keys: ['Enter'], label: t.pupil },
    UNDO,
  ],
  '/activity': [ROW, OPEN, FILTER, UNDO],
  '/trip': [ROW, OPEN, FIND, HELP],
  '/trip/[id]': [
    { keys: [t.space], label: t.roll, needs: 'trip_mark' },
    { keys: ['↑', '↓'], label: t.pupil, needs: 'trip_mark' },
    { keys: ['Ctrl Enter'], label: t.finishTrip, needs: 'trip_finish' },
  ],
  '/counsel': [
    { keys: ['Ctrl T'], label: t.newCounsel, needs: 'counsel_add' },
    { ...FILTER, needs: 'counsel_list' },
    FIND,
    HELP,
  ],
  '/student': [ROW, OPEN, FILTER, { keys: ['Alt ←', 'Alt →'], label: t.neighbour }],
  '/student/[id]': [
    { keys: ['Alt ←', 'Alt →'], label: t.neighbour },
    { keys: ['Ctrl P'], label: t.print },
    UNDO,
  ],
  '/consent': [ROW, OPEN, FILTER, { keys: ['Ctrl P'], label: t.print }],
  '/occupation': [ROW, OPEN, FILTER],
  '/review': [
    FILTER,
    { keys: ['Alt →'], label: t.neighbour },
    { keys: ['Ctrl Enter'], label: t.doneRecord, needs: 'record_review' },
    { keys: ['Ctrl P'], label: t.print },
  ],
  '/student/import': [
    { keys: ['F2'], label: t.cell },
    { keys: ['Enter'], label: t.take },
    { keys: ['Ctrl ↓'], label: t.nextFault },
    { keys: ['Ctrl Enter'], label: t.import },
  ],
  '/survey/instrument/[id]': [
    { keys: ['Ctrl S'], label: t.save, needs: 'instrument_add' },
    FIND,
    HELP,
  ],
  '/survey/[id]': [{ keys: ['Ctrl I'], label: t.forms, needs: 'answers_change' }, FIND, HELP],
  '/survey/[id]/entry': [
    { keys: ['Enter'], label: t.nextCell },
    { keys: [t.space], label: t.noForm },
    UNDO,
    { keys: ['Ctrl Enter'], label: t.doneClass },
  ],
  '/report': [
    { keys: ['Ctrl E'], label: t.export, needs: 'report_export' },
    { keys: ['↑', '↓'], label: t.page },
    { keys: ['Ctrl P'], label: t.print },
  ],
  '/settings/audit': [FIND, HELP],
  '/help/[page]': [FILTER, { keys: ['Ctrl P'], label: t.print }, { keys: ['Esc'], label: t.back }],
};

/** The keys of this screen for this person. */
export function hintsFor(route: string | null, may: (name: Name) => boolean): Hint[] {
  return (HINTS[route ?? ''] ?? USUAL).filter((hint) => !hint.needs || may(hint.needs));
}
