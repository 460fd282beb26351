// The entries of the left column, each shown only to those who may use it.
import type { Name } from '$lib/ipc/call';
import { vi } from '$lib/text/vi';

export interface Entry {
  href: string;
  icon: string;
  label: string;
  needs: Name;
  /** Shown only to those who may not use this command. */
  unless?: Name;
}

const t = vi.frame.entries;

export const ENTRIES: Entry[] = [
  { href: '/', icon: 'layout-dashboard', label: t.overview, needs: 'overview_get' },
  {
    href: '/',
    icon: 'layout-dashboard',
    label: t.classOverview,
    needs: 'class_overview_get',
    unless: 'overview_get',
  },
  { href: '/plan', icon: 'calendar-check', label: t.plan, needs: 'task_list' },
  { href: '/activity', icon: 'notebook-pen', label: t.activity, needs: 'activity_list' },
  { href: '/trip', icon: 'bus', label: t.trip, needs: 'trip_list' },
  { href: '/survey', icon: 'clipboard-list', label: t.survey, needs: 'survey_list' },
  { href: '/counsel', icon: 'messages-square', label: t.counsel, needs: 'counsel_count' },
  { href: '/student', icon: 'users', label: t.student, needs: 'student_list' },
  { href: '/outcome', icon: 'split', label: t.outcome, needs: 'outcome_get' },
  { href: '/report', icon: 'file-chart-column', label: t.report, needs: 'report_outline' },
  { href: '/review', icon: 'list-checks', label: t.review, needs: 'record_list' },
  { href: '/occupation', icon: 'briefcase', label: t.occupation, needs: 'occupation_list' },
];

export const SETTINGS: Entry = {
  href: '/settings',
  icon: 'settings',
  label: t.settings,
  needs: 'settings_get',
};

export const HELP: Entry = {
  href: '/help',
  icon: 'life-buoy',
  label: t.help,
  needs: 'session_get',
};

/** The entries for this person. */
export function entriesFor(may: (name: Name) => boolean): Entry[] {
  return ENTRIES.filter((entry) => may(entry.needs) && !(entry.unless && may(entry.unless)));
}

/** Whether the page at `path` belongs to the entry. */
export function isWithin(path: string, href: string): boolean {
  return href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`);
}
