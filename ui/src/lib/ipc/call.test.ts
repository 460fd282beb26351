// The door to the core over HTTP, as a browser test uses it.
import { afterEach, expect, it, vi } from 'vitest';
import { severityOf, fieldsOf } from '$lib/fault';
import { call, CommandError } from './call';

afterEach(() => vi.unstubAllGlobals());

function answer(status: number, body: unknown) {
  const fetch = vi.fn(async () => new Response(JSON.stringify(body), { status }));
  vi.stubGlobal('fetch', fetch);
  return fetch;
}

it('posts the request under the name of the command', async () => {
  const fetch = answer(200, []);

  expect(await call('year_list', {})).toEqual([]);
  expect(fetch).toHaveBeenCalledWith(
    '/call/year_list',
    expect.objectContaining({ method: 'POST' }),
  );
});

it('throws what the core refused, with its fields', async () => {
  const fields = [{ field: 'name', code: 'form.required', message: 'Chưa điền mục này.' }];
  answer(400, { code: 'form.invalid', message: 'Còn 1 chỗ cần sửa.', fields });

  const error = await call('year_list', {}).catch((cause: unknown) => cause);

  expect(error).toBeInstanceOf(CommandError);
  expect(severityOf(error)).toBe('note');
  expect(fieldsOf(error)).toEqual({ name: 'Chưa điền mục này.' });
});

it('says calmly that nobody answered', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('refused')));

  await expect(call('year_list', {})).rejects.toMatchObject({ code: 'wire.broken' });
});
