// A form in pages, for a pupil at this computer: items six at a time, then questions three at a time.
import type { Item, Question } from '$lib/ipc/commands.gen';
import { isShown, type Replies } from '$lib/areas/survey/question';

export interface KioskPage {
  /** Places of items, from 0. */
  items: number[];
  questions: Question[];
}

const ITEMS = 6;
const QUESTIONS = 3;

export function pagesOf(items: Item[], questions: Question[], replies: Replies): KioskPage[] {
  const pages: KioskPage[] = [];
  for (let at = 0; at < items.length; at += ITEMS) {
    const places = items.slice(at, at + ITEMS).map((_, own) => at + own);
    pages.push({ items: places, questions: [] });
  }
  const asked = questions.filter((one) => isShown(one, replies));
  for (let at = 0; at < asked.length; at += QUESTIONS) {
    pages.push({ items: [], questions: asked.slice(at, at + QUESTIONS) });
  }
  return pages;
}

/** Questions without an answer: every item, and those that must be answered. */
export function missing(
  answers: (number | null)[],
  questions: Question[],
  replies: Replies,
): number {
  const owed = questions.filter((one) => one.is_required && isShown(one, replies));
  return (
    answers.filter((one) => one === null).length + owed.filter((one) => !replies[one.code]).length
  );
}
