// The help pages in their order, and which one belongs to which screen. The texts are
// assets/help/*.md; the printed book is made of the same files.
import { fold } from '$lib/text/format';
import { vi } from '$lib/text/vi';
import { piecesOf, read, type Marked } from './mark';

export interface HelpPage extends Marked {
  id: string;
  /** Place in the printed book, from 1. */
  number: number;
  group: string;
}

const files = import.meta.glob<string>('../../../../../assets/help/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const g = vi.help.groups;

/** The first page of each group. */
const GROUPS: [id: string, group: string][] = [
  ['gioi-thieu', g.start],
  ['tong-quan', g.daily],
  ['bao-cao-nam', g.yearEnd],
  ['truong-va-cap-hoc', g.settings],
  ['phim-tat', g.keys],
  ['quen-mat-khau', g.trouble],
];

/** Every screen has its page; a test holds this list against the routes. */
export const PAGE_OF_ROUTE: Record<string, string> = {
  '/': 'tong-quan',
  '/activity': 'ghi-hoat-dong',
  '/counsel': 'tu-van',
  '/help': 'gioi-thieu',
  '/help/[page]': 'gioi-thieu',
  '/help/print': 'gioi-thieu',
  '/open': 'mo-so',
  '/report': 'bao-cao-nam',
  '/settings': 'truong-va-cap-hoc',
  '/settings/account': 'tai-khoan',
  '/settings/audit': 'nhat-ky-he-thong',
  '/settings/backup': 'sao-luu',
  '/settings/look': 'co-chu-giao-dien',
  '/settings/narrative': 'loi-van-bao-cao',
  '/settings/password': 'tai-khoan',
  '/settings/school': 'truong-va-cap-hoc',
  '/settings/year': 'nam-hoc-va-lop',
  '/student': 'hoc-sinh',
  '/consent': 'dong-y-va-quyen',
  '/review': 'ra-soat-ho-so',
  '/student/[id]': 'ho-so-huong-nghiep',
  '/student/turn': 'nam-hoc-va-lop',
  '/student/duplicate': 'nhap-danh-sach-lop',
  '/student/import': 'nhap-danh-sach-lop',
  '/trip': 'tham-quan',
  '/trip/[id]': 'tham-quan',
  '/survey': 'mo-khao-sat',
  '/consent/retention': 'dong-y-va-quyen',
  '/occupation': 'nghe',
  '/outcome': 'phan-luong',
  '/plan': 'ke-hoach-nam',
  '/outcome/entry': 'phan-luong',
  '/settings/document': 'van-ban-va-co-quan',
  '/settings/means': 'doi-ngu-hoc-lieu',
  '/report/check': 'kiem-tra-quy-dinh',
  '/outcome/handover': 'ban-giao-danh-sach',
  '/settings/rules': 'bo-quy-dinh',
  '/kiosk/[id]': 'lam-phieu-tren-may',
  '/survey/[id]/lesson': 'lam-phieu-tren-may',
  '/survey/instrument': 'bo-cau-hoi',
  '/survey/instrument/[id]': 'bo-cau-hoi',
  '/survey/[id]': 'ket-qua-khao-sat',
  '/survey/[id]/entry': 'nhap-phieu-giay',
  '/survey/[id]/items': 'ket-qua-khao-sat',
};

export const KEYS_PAGE = 'phim-tat';
export const FIRST_PAGE = 'gioi-thieu';
/** Where the steps that make a book are told. */
export const MAKING_PAGE = 'lap-so';

export const PAGES: HelpPage[] = Object.entries(files)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([path, source], at) => {
    const id = path.slice(path.lastIndexOf('/') + 1, -'.md'.length).replace(/^\d+-/, '');
    return { id, number: at + 1, group: '', ...read(source) };
  });

let group = '';
for (const page of PAGES) {
  group = GROUPS.find(([id]) => id === page.id)?.[1] ?? group;
  page.group = group;
}

export const pageNamed = (id: string): HelpPage | undefined => PAGES.find((page) => page.id === id);

/** The page of the screen at this route. */
export function pageFor(route: string | null): string {
  return PAGE_OF_ROUTE[route ?? ''] ?? FIRST_PAGE;
}

/** The screens that a page is about. */
export function routesOf(id: string): string[] {
  return Object.keys(PAGE_OF_ROUTE).filter((route) => PAGE_OF_ROUTE[route] === id);
}

/** The other pages that a page leads to, each once. */
export function related(page: HelpPage): HelpPage[] {
  const ids = piecesOf(page).flatMap((piece) => (piece.kind === 'link' ? [piece.to] : []));
  const pages = [...new Set(ids)].map(pageNamed);
  return pages.filter((one) => one !== undefined);
}

/** The pages that hold every word, wherever it stands; all where nothing was typed. */
export function matching(typed: string): HelpPage[] {
  const words = fold(typed.trim()).split(/\s+/).filter(Boolean);
  return PAGES.filter((page) => {
    const text = fold([page.title, ...piecesOf(page).map((piece) => piece.text)].join(' '));
    return words.every((word) => text.includes(word));
  });
}
