// The list of pupils, narrowed to what is asked for again and again.
import { expect, look, test } from '../fixtures';

test('a ready list shows the pupils it names and no others', async ({ page, core }) => {
  await core.sample();
  await page.goto(`${core.url}/student`);
  await page.getByLabel('Danh sách', { exact: true }).selectOption({ label: 'Cần tư vấn thêm' });
  const count = await core.call<number>('student_count', { only: { record: 'counsel' } });
  expect(count).toBeGreaterThan(0);
  await expect(page.getByText(`${count} em khớp`)).toBeVisible();
  await expect(page.locator('tbody tr')).toHaveCount(count);
  await look(page, 'hoc-sinh-can-tu-van');
});
