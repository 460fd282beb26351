// The pages of the settings, each shown only to those who may use it.
import type { Name } from '$lib/ipc/call';
import { vi } from '$lib/text/vi';

const t = vi.settings.entries;

export interface SettingsEntry {
  href: string;
  icon: string;
  label: string;
  needs: Name;
  /** Shown only to those who may not use this command. */
  unless?: Name;
}

export const PAGES: SettingsEntry[] = [
  { href: '/settings/school', icon: 'landmark', label: t.school, needs: 'school_get' },
  { href: '/settings/narrative', icon: 'align-left', label: t.narrative, needs: 'narrative_get' },
  { href: '/settings/year', icon: 'calendar-range', label: t.year, needs: 'year_add' },
  { href: '/settings/rules', icon: 'scale', label: t.rules, needs: 'rule_set_get' },
  {
    href: '/settings/document',
    icon: 'scroll-text',
    label: t.document,
    needs: 'document_list',
  },
  { href: '/settings/means', icon: 'briefcase', label: t.means, needs: 'means_list' },
  { href: '/settings/account', icon: 'users', label: t.account, needs: 'account_list' },
  { href: '/settings/backup', icon: 'archive', label: t.backup, needs: 'backup_list' },
  { href: '/settings/audit', icon: 'history', label: t.audit, needs: 'audit_list' },
  {
    href: '/settings/password',
    icon: 'key-round',
    label: t.password,
    needs: 'password_change',
    unless: 'account_list',
  },
  { href: '/settings/look', icon: 'type', label: t.look, needs: 'session_get' },
];

/** The pages for this person. */
export function pagesFor(may: (name: Name) => boolean): SettingsEntry[] {
  return PAGES.filter((page) => may(page.needs) && !(page.unless && may(page.unless)));
}
