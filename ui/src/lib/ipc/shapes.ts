// Shapes that the screens rely on by name, whatever the generated file calls them.
import type { BookState } from './commands.gen';

/** What crosses the wire when a command is refused. */
export interface Fault {
  /** `noun.problem` */
  code: string;
  message: string;
  fields: FieldFault[];
}

export interface FieldFault {
  field: string;
  code: string;
  message: string;
}

export type ActivityStatus = 'planned' | 'done' | 'cancelled';
export type StudentStatus = 'studying' | 'transferred' | 'left' | 'dropped_out' | 'completed';

/** The book as the lock knows it, with why the last closing made no backup. */
export type BookNow = BookState & { backup_fault?: string | null };
