// The one door to the core: a typed call by name, over whichever transport there is.
import type { Commands } from './commands.gen';
import { overHttp } from './http';
import type { Fault } from './shapes';
import { overTauri } from './tauri';
import { vi } from '$lib/text/vi';

export type Name = keyof Commands;
export type Request<N extends Name> = Commands[N][0];
export type Answer<N extends Name> = Commands[N][1];

/** Sends a request and resolves to the answer's JSON, or throws a Fault. */
export type Transport = (name: string, request: unknown) => Promise<unknown>;

/** What a refused command throws; the sentence is already written for the reader. */
export class CommandError extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.message);
    this.name = 'CommandError';
    this.fault = fault;
  }

  get code(): string {
    return this.fault.code;
  }
}

/** Whether the page runs in the desktop window rather than in a test's browser. */
export const inWindow = (): boolean =>
  typeof window !== 'undefined' && '__TAURI_INTERNALS__' in window;

/** Runs a command of the core. */
export async function call<N extends Name>(name: N, request: Request<N>): Promise<Answer<N>> {
  const transport: Transport = inWindow() ? overTauri : overHttp;
  try {
    return (await transport(name, request)) as Answer<N>;
  } catch (cause) {
    throw new CommandError(toFault(cause));
  }
}

function toFault(cause: unknown): Fault {
  if (isFault(cause)) return cause;
  return {
    code: 'wire.broken',
    message: vi.frame.noAnswer,
    fields: [],
  };
}

function isFault(value: unknown): value is Fault {
  return typeof value === 'object' && value !== null && 'code' in value && 'message' in value;
}
