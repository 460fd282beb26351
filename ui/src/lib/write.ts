// Every change to the book from a page goes through here: saved state, notice, fresh figures.
import { invalidateAll } from '$app/navigation';
import { sentenceOf, severityOf } from './fault';
import { call, CommandError, type Answer, type Name, type Request } from './ipc/call';
import type { Done } from './ipc/commands.gen';
import { saving } from './state/saving.svelte';
import { session } from './state/session.svelte';
import { toasts } from './state/toasts.svelte';
import { vi } from './text/vi';

type ValueOf<A> = A extends Done<infer T> ? T : A;

export interface WriteOptions {
  /** The notice to show, with a way to take the change back. */
  say?: string;
  /** Whether the page's figures are read again afterwards (default true). */
  refresh?: boolean;
}

/** Runs a command that changes the book and answers its value. Throws CommandError when refused. */
export async function write<N extends Name>(
  name: N,
  request: Request<N>,
  options: WriteOptions = {},
): Promise<ValueOf<Answer<N>>> {
  saving.begin();
  let answer: Answer<N>;
  try {
    answer = await call(name, request);
  } catch (error) {
    saving.fail(error);
    throw error;
  }
  saving.done();
  const done = asDone(answer);
  if (options.say) toasts.say(options.say, done?.act ?? null);
  if (options.refresh ?? true) await invalidateAll();
  return (done ? done.value : answer) as ValueOf<Answer<N>>;
}

/** Shows a refusal that has no field to stand beside. */
export function tell(error: unknown): void {
  if (isLocked(error)) {
    void session.start();
    return;
  }
  if (severityOf(error) !== 'silent') toasts.warn(sentenceOf(error));
}

/** Takes back the given change, or the last one. */
export async function undo(act: number | null = null): Promise<void> {
  await turn('act_undo', { act }, vi.frame.undone);
}

/** Does again what was taken back last. */
export async function redo(): Promise<void> {
  await turn('act_redo', {}, vi.frame.redone);
}

async function turn<N extends 'act_undo' | 'act_redo'>(name: N, request: Request<N>, word: string) {
  try {
    const line = await write(name, request);
    toasts.say(line.label ? `${word}: ${line.label}` : word);
  } catch (error) {
    saving.reset(saving.at);
    tell(error);
  }
}

function isLocked(error: unknown): boolean {
  return error instanceof CommandError && error.code === 'book.closed';
}

function asDone(answer: unknown): Done<unknown> | null {
  const isDone =
    typeof answer === 'object' && answer !== null && 'act' in answer && 'value' in answer;
  return isDone ? (answer as Done<unknown>) : null;
}
