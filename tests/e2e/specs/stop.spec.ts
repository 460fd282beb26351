// Long work can be stopped, and what was stopped left no trace.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixtures';

test('an import that is stopped writes nothing and can be begun again', async ({ page, core }) => {
  test.setTimeout(120_000);
  await core.sample();
  const before = await core.call<number>('student_count');
  const rows = Array.from({ length: 900 }, (_, at) => {
    const born = `${String((at % 28) + 1).padStart(2, '0')}/0${(at % 9) + 1}/2011`;
    return `${at + 1},Nguyễn Văn Thử ${letters(at)},${born},Nam,9Z${(at % 40) + 1}`;
  });
  const file = join(core.exchange, 'rat-dai.csv');
  writeFileSync(file, `STT,Họ và tên,Ngày sinh,Giới tính,Lớp\n${rows.join('\n')}\n`);

  await page.goto(`${core.url}/student/import`);
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /Chọn tệp/ }).click();
  await (await choosing).setFiles(file);
  await expect(page.getByRole('button', { name: /Nhập 900 dòng/ })).toBeEnabled();
  // However fast the machine is, the import waits at its next step until it is asked to stop.
  await core.call('hold');
  await page.getByRole('button', { name: /Nhập 900 dòng/ }).click();
  await page.getByRole('button', { name: 'Dừng lại' }).click();

  await expect(page.getByText('Đã dừng theo yêu cầu, chưa ghi gì vào sổ.')).toBeVisible();
  await expect(page.getByRole('button', { name: /Nhập 900 dòng/ })).toBeEnabled();
  expect(await core.call<number>('student_count')).toBe(before);
});

/** A given name of its own for each row, so that no two rows look like one pupil. */
function letters(at: number): string {
  const name = String.fromCharCode(
    ...[at % 26, Math.floor(at / 26) % 26, Math.floor(at / 676)].map((n) => 97 + n),
  );
  return name.charAt(0).toUpperCase() + name.slice(1);
}
