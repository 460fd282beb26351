// What a failed load shows: the core's own sentence.
import type { HandleClientError } from '@sveltejs/kit';
import { sentenceOf } from '$lib/fault';
import { CommandError } from '$lib/ipc/call';
import { session } from '$lib/state/session.svelte';

export const handleError: HandleClientError = ({ error, message, status }) => {
  if (status === 404) return { message };
  if (!(error instanceof CommandError)) console.error(error);
  if (error instanceof CommandError && error.code === 'book.closed') void session.start();
  return {
    message: sentenceOf(error),
    code: error instanceof CommandError ? error.code : undefined,
  };
};
