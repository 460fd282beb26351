// Questions that are not scored: which are asked, and what a press of a choice makes of a reply. The core checks again.
import type { Question, Reply } from '$lib/ipc/commands.gen';

/** By the code of the question. */
export type Replies = { [code: string]: Reply | undefined };

const NOTHING: Reply = { choices: [], text: '' };

/** The number that “khác” has. */
export function otherOf(question: Question): number | null {
  return question.has_other ? question.options.length + 1 : null;
}

/** Whether the question is asked, by what was replied before it. */
export function isShown(question: Question, replies: Replies): boolean {
  const shown = question.shown_if;
  if (!shown) return true;
  const given = replies[shown.question]?.choices ?? [];
  return given.some((one) => shown.choices.includes(one));
}

/** Whether every question that must be answered was. */
export function isAnswered(questions: Question[], replies: Replies): boolean {
  return questions
    .filter((one) => one.is_required && isShown(one, replies))
    .every((one) => !isEmpty(replies[one.code]));
}

export function isEmpty(reply: Reply | undefined): boolean {
  return !reply || (reply.choices.length === 0 && reply.text === '');
}

/** The replies after a choice was pressed: taken, or given back. */
export function choose(question: Question, replies: Replies, choice: number): Replies {
  const old = replies[question.code] ?? NOTHING;
  const isTaken = old.choices.includes(choice);
  const rest = old.choices.filter((one) => one !== choice);
  const most = question.kind === 'single' ? 1 : (question.most ?? Infinity);
  let choices = rest;
  if (!isTaken) {
    if (question.kind === 'single') choices = [choice];
    else if (rest.length >= most) return replies;
    else choices = [...rest, choice];
  }
  const other = otherOf(question);
  const text = other !== null && choices.includes(other) ? old.text : '';
  return kept(replies, question.code, { choices, text });
}

/** The replies after words were typed. */
export function say(question: Question, replies: Replies, text: string): Replies {
  const old = replies[question.code] ?? NOTHING;
  return kept(replies, question.code, { ...old, text });
}

function kept(replies: Replies, code: string, reply: Reply): Replies {
  const next = { ...replies, [code]: reply };
  if (isEmpty(reply)) delete next[code];
  return next;
}
