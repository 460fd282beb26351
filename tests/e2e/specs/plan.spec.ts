// The year's plan: a ready one taken over, a task typed and done, the calendar, a plan from a file.
import { expect, look, test } from '../fixtures';

type Plan = { tasks: { title: string; state: string }[] };

test('a ready plan is taken over, a task is done, and the start page calls to mind', async ({
  page,
  core,
}) => {
  await core.sample();
  await page.goto(`${core.url}/plan`);
  await page.getByRole('button', { name: 'Lấy việc từ…' }).first().click();
  await look(page, 'ke-hoach-lay-viec');
  await page.getByRole('button', { name: 'Lấy Nhịp năm học THCS' }).click();
  await expect(page.getByText('Đã thêm 12 việc')).toBeVisible();
  await look(page, 'ke-hoach-nam-day');
  await page.getByRole('button', { name: 'Báo cáo năm công tác hướng nghiệp, phân luồng' }).click();
  await page.getByRole('complementary').getByRole('button', { name: 'Xong', exact: true }).click();
  await page.getByLabel('Chủ trì').fill('Thầy Khải');
  await look(page, 'ke-hoach-viec');
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  const row = page.getByRole('row', { name: /Báo cáo năm công tác.*Thầy Khải.*Xong$/ });
  await expect(row).toBeVisible();

  await page.keyboard.press('Control+n');
  await page.getByLabel('Việc', { exact: true }).fill('Họp tổ tư vấn');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: 'Họp tổ tư vấn' })).toBeVisible();
  const plan = await core.call<Plan>('task_list', {});
  expect(plan.tasks.filter((task) => task.state === 'done')).toHaveLength(1);
  expect(plan.tasks).toHaveLength(13);

  // What proves a task lies in the book with it.
  await page.getByRole('button', { name: 'Họp tổ tư vấn' }).click();
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Thêm tệp' }).click();
  const minutes = { name: 'bien-ban.txt', mimeType: 'text/plain', buffer: Buffer.from('Họp') };
  await (await choosing).setFiles(minutes);
  await expect(page.getByText('bien-ban.txt').first()).toBeVisible();
  await look(page, 'ke-hoach-minh-chung');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Xuất lịch' }).click();
  await expect(page.getByText(/Đã lưu Ke-hoach-/)).toBeVisible();
});

test('a plan’s table goes in from a file', async ({ page, core }) => {
  await core.sample();
  const list =
    'STT,Nhiệm vụ,Chủ trì,Phối hợp,Thời hạn,Sản phẩm\n1,Khảo sát khối 9,,GVCN,Xong trước ngày 30/5,Bảng tổng hợp\n';
  await page.goto(`${core.url}/plan`);
  await page.getByRole('button', { name: 'Lấy việc từ…' }).first().click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('dialog').getByRole('button', { name: 'Chọn tệp' }).click();
  await (await chooser).setFiles({ name: 'kh.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
  await expect(page.getByText('Đã thêm 1 việc')).toBeVisible();
  await expect(page.getByRole('row', { name: /Khảo sát khối 9.*29\/05.*Bảng tổng hợp/ })).toBeVisible();
});
