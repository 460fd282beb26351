// The screens and commands of this person, as the palette offers them.
import type { Name } from '$lib/ipc/call';
import { entriesFor } from '$lib/areas/frame/nav';
import { KEYS_PAGE, PAGES } from '$lib/areas/help/pages';
import { pagesFor } from '$lib/areas/settings/pages';
import { fold } from '$lib/text/format';
import { vi } from '$lib/text/vi';

/** What a command does: a page to go to, or an act of the window. */
export type Act = 'theme' | 'undo' | 'redo' | 'lock' | 'help';

export interface Offer {
  kind: 'screen' | 'command' | 'help';
  id: string;
  icon: string;
  label: string;
  keys?: string;
  href?: string;
  act?: Act;
}

interface Command extends Omit<Offer, 'kind' | 'id'> {
  needs?: Name;
}

const t = vi.find.commands;

const COMMANDS: Command[] = [
  {
    icon: 'plus',
    label: t.newActivity,
    keys: 'Ctrl N',
    href: '/activity?new=',
    needs: 'activity_add',
  },
  { icon: 'bus', label: t.newTrip, href: '/activity?new=field_trip', needs: 'activity_add' },
  {
    icon: 'message-circle-plus',
    label: t.newCounsel,
    keys: 'Ctrl T',
    href: '/counsel?new=',
    needs: 'counsel_add',
  },
  { icon: 'upload', label: t.importStudents, href: '/student/import', needs: 'roster_open' },
  { icon: 'user-plus', label: t.newStudent, href: '/student?new=', needs: 'student_add' },
  { icon: 'arrow-up', label: t.turn, href: '/student/turn', needs: 'turn_make' },
  { icon: 'shield-check', label: t.consent, href: '/consent', needs: 'consent_list' },
  { icon: 'sheet', label: t.report, href: '/report', needs: 'report_export' },
  { icon: 'lock-keyhole', label: t.lockYear, href: '/?lock=', needs: 'year_lock' },
  { icon: 'save', label: t.backup, href: '/settings/backup', needs: 'backup_add' },
  { icon: 'undo-2', label: t.undo, keys: 'Ctrl Z', act: 'undo', needs: 'act_undo' },
  { icon: 'refresh-cw', label: t.redo, keys: 'Ctrl Y', act: 'redo', needs: 'act_redo' },
  { icon: 'life-buoy', label: t.help, keys: 'F1', act: 'help' },
  { icon: 'keyboard', label: t.keys, href: `/help/${KEYS_PAGE}` },
  { icon: 'sun', label: t.theme, act: 'theme' },
  { icon: 'type', label: t.look, href: '/settings/look' },
  { icon: 'lock', label: t.lock, keys: 'Ctrl L', act: 'lock' },
];

/** Screens that are reached through another one. */
const INNER: Command[] = [
  { icon: 'list-checks', label: t.check, href: '/report/check', needs: 'check_get' },
  { icon: 'split', label: t.outcomes, href: '/outcome/entry', needs: 'outcome_list' },
  { icon: 'file-lock', label: t.handover, href: '/outcome/handover', needs: 'handover_get' },
  { icon: 'users', label: t.duplicates, href: '/student/duplicate', needs: 'duplicate_list' },
  { icon: 'history', label: t.retention, href: '/consent/retention', needs: 'retention_get' },
  { icon: 'library', label: t.instruments, href: '/survey/instrument', needs: 'instrument_list' },
  { icon: 'printer', label: t.helpBook, href: '/help/print' },
];

/**
 * What fits the words typed, best first. Where nothing was typed, every command and screen; pages of
 * the help are many and come only when they are asked for.
 */
export function offersFor(typed: string, may: (name: Name) => boolean): Offer[] {
  const words = fold(typed.trim()).split(/\s+/).filter(Boolean);
  const help = words.length > 0 ? pages() : [];
  const fits = (offer: Offer) => words.every((word) => fold(offer.label).includes(word));
  const begins = (offer: Offer) => (fold(offer.label).startsWith(words[0] ?? '') ? 0 : 1);
  return [...commands(may), ...screens(may), ...help]
    .filter(fits)
    .sort((a, b) => byKind(a) - byKind(b) || begins(a) - begins(b));
}

function byKind(offer: Offer): number {
  return ['command', 'screen', 'help'].indexOf(offer.kind);
}

function commands(may: (name: Name) => boolean): Offer[] {
  return COMMANDS.filter(({ needs }) => !needs || may(needs)).map(({ needs, ...command }) => ({
    kind: 'command',
    id: `${needs ?? ''}${command.act ?? ''}${command.href ?? ''}`,
    ...command,
  }));
}

function screens(may: (name: Name) => boolean): Offer[] {
  const inner = INNER.filter(({ needs }) => !needs || may(needs));
  return [...entriesFor(may), ...inner, ...pagesFor(may)].map(({ href, icon, label }) => ({
    kind: 'screen',
    id: href ?? '',
    icon,
    label,
    href,
  }));
}

function pages(): Offer[] {
  return PAGES.map(({ id, title }) => ({
    kind: 'help',
    id,
    icon: 'life-buoy',
    label: title,
    href: `/help/${id}`,
  }));
}
