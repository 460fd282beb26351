// The transport inside the desktop window.
import { invoke } from '@tauri-apps/api/core';

/** Hands the request to the shell; a refusal arrives as a Fault. */
export function overTauri(name: string, request: unknown): Promise<unknown> {
  return invoke('call', { name, request });
}
