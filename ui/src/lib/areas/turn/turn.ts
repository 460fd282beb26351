// What is sent of the year's turn. Pure.
import type { Request } from '$lib/ipc/call';
import type { TurnPage } from '$lib/ipc/commands.gen';

export interface Exception {
  fate: string;
  to: string;
}

/** Only who does not go the way of the class is named. */
export function requestOf(
  page: TurnPage,
  targets: Record<string, string>,
  exceptions: Record<string, Exception>,
): Request<'turn_make'> {
  const isOwn = ({ fate, to }: Exception) => fate !== 'up' || to.trim() !== '';
  const own = page.classes.flatMap((one) =>
    one.students.flatMap((student) => {
      const exception = exceptions[student.id];
      if (!exception || !isOwn(exception)) return [];
      // Who repeats the grade stays in a class of the same name unless another is named.
      const to =
        exception.fate === 'stays' ? exception.to.trim() || one.class : exception.to.trim();
      return [{ student: student.id, fate: exception.fate, to }];
    }),
  );
  return {
    moves: page.classes.map((one) => ({ class: one.class, to: targets[one.class] ?? one.to })),
    exceptions: own,
  };
}

/** How many of a class do not go its way. */
export function othersOf(
  students: { id: string }[],
  exceptions: Record<string, Exception>,
): number {
  return students.filter((one) => {
    const own = exceptions[one.id];
    return own !== undefined && (own.fate !== 'up' || own.to.trim() !== '');
  }).length;
}
