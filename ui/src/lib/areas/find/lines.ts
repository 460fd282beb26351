// The lines of the palette: what was found in the book, then commands and screens.
import type { FindHit } from '$lib/ipc/commands.gen';
import { day, fold, year as yearText } from '$lib/text/format';
import { vi } from '$lib/text/vi';
import type { Act, Offer } from './commands';

export type Kind = FindHit['kind'] | Offer['kind'];

export interface Line {
  kind: Kind;
  id: string;
  icon: string;
  name: string;
  detail: string;
  keys?: string;
  href?: string;
  act?: Act;
  /** The school year that has to be open before going there. */
  year: string | null;
}

const t = vi.find;
const ICONS: Record<FindHit['kind'], string> = {
  student: 'user',
  activity: 'notebook-pen',
  trip: 'bus',
  class: 'users',
  partner: 'handshake',
};
/** Letters after which the beginning of a command is no accident. */
const SURE = 3;
const ORDER: Kind[] = [
  'student',
  'activity',
  'trip',
  'class',
  'partner',
  'command',
  'screen',
  'help',
];

/** Everything in the order in which it is shown; `year` is the one that is open. */
export function linesOf(hits: FindHit[], offers: Offer[], year: string, typed = ''): Line[] {
  // Who types the beginning of a command means it, whatever else the words fit.
  const wanted = fold(typed.trim());
  const isMeant = wanted.length >= SURE && fold(offers[0]?.label ?? '').startsWith(wanted);
  const first = isMeant ? offers[0]?.kind : undefined;
  const place = (line: Line) => (line.kind === first ? -1 : ORDER.indexOf(line.kind));
  const lines = [
    ...hits.map((hit) => ofHit(hit, year)),
    ...offers.map((offer) => ({ ...offer, name: offer.label, detail: '', year: null })),
  ];
  return lines.sort((a, b) => place(a) - place(b));
}

/** The lines by kind, each with its place among all. */
export function grouped(lines: Line[]): { kind: Kind; lines: [number, Line][] }[] {
  const groups: { kind: Kind; lines: [number, Line][] }[] = [];
  lines.forEach((line, at) => {
    const last = groups.at(-1);
    if (last?.kind === line.kind) last.lines.push([at, line]);
    else groups.push({ kind: line.kind, lines: [[at, line]] });
  });
  return groups;
}

function ofHit(hit: FindHit, year: string): Line {
  const other = hit.year && hit.year !== year ? t.inYear(yearText(hit.year)) : '';
  const parts: Record<FindHit['kind'], string[]> = {
    student: [hit.detail, hit.code, other],
    activity: [day(hit.on)],
    trip: [day(hit.on)],
    class: [hit.detail ? t.homeroom(hit.detail) : '', other],
    partner: [t.partnerDetail],
  };
  return {
    kind: hit.kind,
    id: hit.id,
    icon: ICONS[hit.kind],
    name: hit.kind === 'class' ? t.className(hit.name) : hit.name,
    detail: parts[hit.kind].filter(Boolean).join(', '),
    href: hrefOf(hit),
    year: hit.year !== year ? hit.year : null,
  };
}

function hrefOf(hit: FindHit): string {
  switch (hit.kind) {
    case 'student':
      return `/student?id=${hit.id}`;
    case 'activity':
      return `/activity?id=${hit.id}`;
    case 'trip':
      return `/trip/${hit.id}`;
    case 'class':
      return `/student?class=${encodeURIComponent(hit.name)}`;
    case 'partner':
      return `/activity?text=${encodeURIComponent(hit.name)}`;
  }
}
