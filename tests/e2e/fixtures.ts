// What every spec starts from: a core of its own with an empty home, a fixed clock, and helpers
// that set a state up through commands, never through the database.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import AxeBuilder from '@axe-core/playwright';
import { type Page, expect, test as base } from '@playwright/test';

export const PASSWORD = 'mat-khau-2026';
const ROOT = resolve(import.meta.dirname, '../..');
const PROGRAM = process.env.HUONG_NGHIEP ?? join(ROOT, 'target/debug/huong-nghiep');

export interface Core {
  /** Where the page is served. */
  url: string;
  /** The folder that files are handed over in. */
  exchange: string;
  /** Calls a command; throws its fault. */
  call<T>(name: string, request?: unknown): Promise<T>;
  /** The sample school, open, signed in as `nhung`. */
  sample(): Promise<void>;
}

/** The one moment that the core and the page live in. */
const NOW = '2026-04-14T02:42:00Z';

export const test = base.extend<{ core: Core }>({
  page: async ({ page }, use) => {
    await page.clock.setFixedTime(NOW);
    await use(page);
  },

  core: async ({}, use) => {
    const home = mkdtempSync(join(tmpdir(), 'so-huong-nghiep-'));
    const { child, url } = await start(home);
    const call = async <T>(name: string, request: unknown = {}) => {
      const answer = await fetch(`${url}/call/${name}`, {
        method: 'POST',
        body: JSON.stringify(request),
      });
      const body = await answer.json();
      if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(body)}`);
      return body as T;
    };
    await use({
      url,
      exchange: home,
      call,
      sample: async () => {
        await call('book_demo', { password: PASSWORD, students: 310, years: 2, seed: 7 });
      },
    });
    child.kill();
    rmSync(home, { recursive: true, force: true });
  },
});

export { expect };

/** The screen has no fault for those who cannot see it (axe). */
export async function look(page: Page, name: string): Promise<void> {
  await picture(page, name);
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(
    (it) => `${it.id}: ${it.nodes.map((node) => node.target).join(' ')}`,
  );
  expect(found, name).toEqual([]);
}

/** Kept for people to look at when the run is told where. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
}

/** Starts the core and waits for the address that it prints when it is ready. */
async function start(home: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(PROGRAM, ['serve', '--ui', join(ROOT, 'ui/build')], {
    env: {
      ...process.env,
      XDG_DATA_HOME: join(home, 'data'),
      HUONG_NGHIEP_NOW: NOW,
      HUONG_NGHIEP_EXCHANGE: home,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout! });
  for await (const line of lines) {
    if (line.startsWith('http://')) return { child, url: line.trim() };
  }
  throw new Error('the core did not start');
}
