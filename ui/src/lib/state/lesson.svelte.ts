// The survey that is open on the network now, for the status bar.
import type { LessonPage } from '$lib/ipc/commands.gen';

class OpenLesson {
  survey = $state<string | null>(null);
  class = $state('');
  #timer: ReturnType<typeof setTimeout> | undefined;

  tell(lesson: LessonPage | null): void {
    clearTimeout(this.#timer);
    this.survey = lesson?.survey ?? null;
    this.class = lesson?.class ?? '';
    // The port closes by itself then.
    if (lesson) this.#timer = setTimeout(() => this.tell(null), lesson.seconds_left * 1000);
  }
}

export const openLesson = new OpenLesson();
