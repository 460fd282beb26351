// What a new entry of each list begins with; whom and what the school has it has from this year on, as earlier
// reports stay as they were.
import type { Means } from '$lib/ipc/commands.gen';

export type Kind = Means['of'];

export function blank(of: Kind, from: string): Means {
  switch (of) {
    case 'staff':
      return {
        of,
        full_name: '',
        post: '',
        degree: '',
        subject: '',
        duty: '',
        is_counselor: true,
        is_qualified: null,
        training: '',
        decision_number: '',
        decision_on: null,
        from_on: from,
        to_on: null,
        note: '',
      };
    case 'material':
      return {
        of,
        form: 'book',
        name: '',
        unit: '',
        quantity: 1,
        wanted: null,
        state: '',
        source: '',
        from_on: from,
        to_on: null,
        note: '',
      };
    case 'inspection':
      return {
        of,
        form: 'inspection',
        held_on: '',
        body: '',
        subject: '',
        conclusion: '',
        request: '',
        due_on: null,
        done_on: null,
        decision_number: '',
        note: '',
      };
  }
}
