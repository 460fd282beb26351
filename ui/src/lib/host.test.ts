// Files let go over the page.
import { afterEach, expect, it, vi } from 'vitest';
import { watchDrop } from './host';

afterEach(() => void vi.unstubAllGlobals());

it('several files let go together are all taken, in their order', async () => {
  const answer = (place: string) => {
    const path = `/tmp/${new URL(place, 'http://x').searchParams.get('name')}`;
    return Promise.resolve(new Response(JSON.stringify({ path })));
  };
  vi.stubGlobal('fetch', vi.fn(answer));
  const taken = vi.fn();
  const stop = watchDrop(
    () => {},
    taken,
    () => {},
  );

  const drop = new Event('drop');
  const files = ['9A.xlsx', '9B.xls'].map((name) => new File(['x'], name));
  Object.assign(drop, { dataTransfer: { files } });
  window.dispatchEvent(drop);

  await vi.waitFor(() => expect(taken).toHaveBeenCalledWith(['/tmp/9A.xlsx', '/tmp/9B.xls']));
  stop();
});
