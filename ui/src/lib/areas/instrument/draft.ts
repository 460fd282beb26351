// A form while it is being made: pure changes of a draft. The core checks it when it is saved.
import type {
  InstrumentDraft,
  InstrumentLine,
  Item,
  Question,
  QuestionKind,
  Scale,
} from '$lib/ipc/commands.gen';
import { vi } from '$lib/text/vi';

const CODE = 20;
const RANGE = { min: 1, max: 5, labels: [] as string[] };

export function emptyDraft(): InstrumentDraft {
  return {
    code: '',
    title: '',
    note: '',
    instruction: '',
    is_anonymous: false,
    scales: [],
    items: [],
    answers: { ...RANGE },
    questions: [],
  };
}

/** The form as a draft of its own, with no part shared. */
export function draftOf(line: InstrumentLine): InstrumentDraft {
  const { code, title, note, instruction, is_anonymous, scales, items, answers, questions } = line;
  return structuredClone({
    code,
    title,
    note,
    instruction,
    is_anonymous,
    scales,
    items,
    answers,
    questions,
  });
}

/** A copy to be changed: under another name and code. */
export function copyDraft(line: InstrumentLine): InstrumentDraft {
  return { ...draftOf(line), code: '', title: vi.instrument.copyOf(line.title) };
}

/** A code that files and commands know the form by; `taken` are those of the others. */
export function codeOf(title: string, taken: string[]): string {
  const plain = title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/gi, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const base = (plain || 'phieu').slice(0, CODE - 3).replace(/-$/, '');
  return unused(base, '-', taken, 2);
}

export function addQuestion(draft: InstrumentDraft, kind: QuestionKind): InstrumentDraft {
  const codes = [...draft.questions.map((one) => one.code), ...draft.items.map((one) => one.code)];
  const hasOptions = kind === 'single' || kind === 'multiple' || kind === 'ranking';
  const question: Question = {
    code: unused('c', '', codes, 1),
    text: '',
    kind,
    options: hasOptions ? ['', ''] : [],
    has_other: false,
    is_required: false,
    most: null,
    lowest: kind === 'number' ? 0 : null,
    highest: kind === 'number' ? 10 : null,
    shown_if: null,
  };
  return { ...draft, questions: [...draft.questions, question] };
}

/** Puts a question in the place of another; conditions that no longer fit are dropped. */
export function putQuestion(
  draft: InstrumentDraft,
  at: number,
  question: Question,
): InstrumentDraft {
  return { ...draft, questions: fitting(draft.questions.with(at, question)) };
}

export function removeQuestion(draft: InstrumentDraft, at: number): InstrumentDraft {
  return { ...draft, questions: fitting(draft.questions.toSpliced(at, 1)) };
}

export function moveQuestion(draft: InstrumentDraft, at: number, by: number): InstrumentDraft {
  return { ...draft, questions: fitting(moved(draft.questions, at, by)) };
}

/** Adds a sentence to be judged; the first one brings a group and the usual five answers. */
export function addItem(draft: InstrumentDraft): InstrumentDraft {
  const scales = draft.scales.length > 0 ? draft.scales : [{ code: 'A', title: 'Chung' }];
  const scale = draft.items.at(-1)?.scale ?? scales[0]?.code ?? '';
  const codes = [...draft.items.map((one) => one.code), ...draft.questions.map((one) => one.code)];
  const item: Item = { code: unused(scale, '', codes, 1), text: '', scale, is_reversed: false };
  const labels =
    draft.items.length === 0 && draft.answers.labels.length === 0 ? AGREE : draft.answers.labels;
  return { ...draft, scales, items: [...draft.items, item], answers: { ...draft.answers, labels } };
}

const AGREE = ['Rất không đồng ý', 'Không đồng ý', 'Phân vân', 'Đồng ý', 'Rất đồng ý'];

export function putItem(draft: InstrumentDraft, at: number, item: Item): InstrumentDraft {
  return { ...draft, items: draft.items.with(at, item) };
}

export function moveItem(draft: InstrumentDraft, at: number, by: number): InstrumentDraft {
  return { ...draft, items: moved(draft.items, at, by) };
}

/** Without the sentence, and without its group where that is empty now. */
export function removeItem(draft: InstrumentDraft, at: number): InstrumentDraft {
  const items = draft.items.toSpliced(at, 1);
  const scales = items.length > 0 ? draft.scales : [];
  return { ...draft, items, scales };
}

export function addScale(draft: InstrumentDraft): InstrumentDraft {
  const codes = draft.scales.map((one) => one.code);
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].filter((one) => !codes.includes(one));
  const scale: Scale = { code: letters[0] ?? unused('N', '', codes, 1), title: '' };
  return { ...draft, scales: [...draft.scales, scale] };
}

/** Without the group; its sentences go to the first one left. */
export function removeScale(draft: InstrumentDraft, at: number): InstrumentDraft {
  const gone = draft.scales[at]?.code;
  const scales = draft.scales.toSpliced(at, 1);
  const rest = scales[0]?.code ?? '';
  const items = draft.items.map((one) => (one.scale === gone ? { ...one, scale: rest } : one));
  return { ...draft, scales, items };
}

/** Sets the highest answer; words are kept for the numbers that stay. */
export function setHighest(draft: InstrumentDraft, max: number): InstrumentDraft {
  const { min, labels } = draft.answers;
  const count = max - min + 1;
  const kept =
    labels.length === 0 ? [] : Array.from({ length: count }, (_, at) => labels[at] ?? '');
  return { ...draft, answers: { min, max, labels: kept } };
}

/** What is sent: groups that hold no sentence are left out, and so are empty options at the end. */
export function sent(draft: InstrumentDraft, taken: string[]): InstrumentDraft {
  const used = draft.scales.filter((scale) => draft.items.some((one) => one.scale === scale.code));
  const labels = draft.answers.labels.every((one) => !one.trim()) ? [] : draft.answers.labels;
  const questions = draft.questions.map((one) => {
    const options = [...one.options];
    while (options.length > 2 && !options.at(-1)?.trim()) options.pop();
    return { ...one, options };
  });
  const code = draft.code || codeOf(draft.title, taken);
  return { ...draft, code, scales: used, answers: { ...draft.answers, labels }, questions };
}

/** Conditions name a question of choices that stands before. */
function fitting(questions: Question[]): Question[] {
  return questions.map((one, at) => {
    const shown = one.shown_if;
    if (!shown) return one;
    const asked = questions.slice(0, at).find((other) => other.code === shown.question);
    const count = asked ? asked.options.length + (asked.has_other ? 1 : 0) : 0;
    const choices = shown.choices.filter((choice) => choice <= count);
    return { ...one, shown_if: choices.length > 0 ? { ...shown, choices } : null };
  });
}

function moved<T>(list: T[], at: number, by: number): T[] {
  const to = at + by;
  const one = list[at];
  if (one === undefined || to < 0 || to >= list.length) return list;
  return list.toSpliced(at, 1).toSpliced(to, 0, one);
}

/** `base`, else `base` with the first number that is free. */
function unused(base: string, between: string, taken: string[], from: number): string {
  const all = taken.map((one) => one.toLowerCase());
  if (from > 1 && !all.includes(base.toLowerCase())) return base;
  let number = from;
  while (all.includes(`${base}${between}${number}`.toLowerCase())) number += 1;
  return `${base}${between}${number}`;
}
