// A school makes a form of its own without names, asks it, prints it, types it and sees what it may.
import { expect, look, test } from '../fixtures';

test('a form of the school is made, asked without names, printed and counted', async ({
  page,
  core,
}) => {
  test.setTimeout(120_000);
  await core.sample();
  await page.goto(`${core.url}/survey`);
  await page.getByRole('link', { name: 'Bộ câu hỏi' }).click();
  await expect(page.getByText('Phiếu đánh giá hoạt động hướng nghiệp')).toBeVisible();
  await page.getByRole('link', { name: 'Soạn bộ câu hỏi' }).click();
  await page.getByLabel('Tên bộ câu hỏi').fill('Ý kiến sau ngày hội nghề nghiệp');
  await page.getByText('Phiếu không ghi tên người trả lời').click();

  // What is missing is said beside its field, and nothing is lost.
  await page.getByRole('button', { name: 'Lưu bộ câu hỏi' }).click();
  await expect(page.getByRole('alert').first()).toBeVisible();
  await expect(page.getByLabel('Tên bộ câu hỏi')).toHaveValue('Ý kiến sau ngày hội nghề nghiệp');

  await page.getByRole('button', { name: 'Thêm câu chấm mức' }).click();
  await page.getByLabel('Câu 1', { exact: true }).fill('Em hiểu thêm về nghề');
  const add = page.getByRole('group', { name: 'Thêm câu hỏi' });
  await add.getByRole('button', { name: 'Chọn một' }).click();
  const first = page.getByRole('region', { name: 'Câu hỏi 2' });
  await first.getByLabel('Nội dung câu hỏi').fill('Em có muốn đi lần nữa không?');
  await first.getByLabel('Lựa chọn 1', { exact: true }).fill('Có');
  await first.getByLabel('Lựa chọn 2', { exact: true }).fill('Không');
  await add.getByRole('button', { name: 'Một dòng chữ' }).click();
  const second = page.getByRole('region', { name: 'Câu hỏi 3' });
  await second.getByLabel('Nội dung câu hỏi').fill('Vì sao?');
  await second.getByLabel('Khi nào hỏi').selectOption({ label: 'Khi câu 2 chọn…' });

  // The preview asks the third question only of those who chose the first answer.
  const preview = page.getByRole('region', { name: 'Xem như người trả lời' });
  await expect(preview.getByRole('group', { name: /Vì sao/ })).toBeHidden();
  await preview.getByLabel('Có', { exact: true }).check();
  await expect(preview.getByRole('group', { name: /Vì sao/ })).toBeVisible();
  await look(page, 'soan-cau-hoi');
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Đã lưu “Ý kiến sau ngày hội nghề nghiệp”')).toBeVisible();
  await expect(page).not.toHaveURL(/\/new/);

  await page.goto(`${core.url}/survey`);
  await page.getByRole('button', { name: 'Mở khảo sát' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Bộ câu hỏi').selectOption({ label: 'Ý kiến sau ngày hội nghề nghiệp' });
  await dialog.getByText('9A', { exact: true }).click();
  await dialog.getByRole('button', { name: 'Mở khảo sát' }).click();
  await expect(page).toHaveURL(/\/entry/);

  // Two forms: the second is there as soon as the first is begun.
  await page.getByRole('textbox', { name: /Câu 1: / }).press('4');
  await page.getByRole('group', { name: /đi lần nữa/ }).getByLabel('Có', { exact: true }).check();
  await page.getByRole('button', { name: /Phiếu 2/ }).click();
  await page.getByRole('textbox', { name: /Câu 1: / }).press('5');
  await look(page, 'nhap-phieu-khong-ten');
  const survey = page.url().split('/survey/')[1]!.split('/')[0]!;
  const results = () => core.call<{ responses: number }>('survey_results', { survey });
  await expect.poll(async () => (await results()).responses).toBe(2);
  await page.reload();
  await expect(page.getByRole('button', { name: /Phiếu 3/ })).toBeVisible();

  await page.goto(`${core.url}/survey/${survey}`);
  await expect(page.getByText(/Dưới 5 người trả lời/).first()).toBeVisible();
  await page.getByRole('button', { name: 'In phiếu giấy' }).click();
  await expect(page.getByRole('dialog').getByRole('img')).toBeVisible({ timeout: 30_000 });
  await look(page, 'phieu-giay');
  await page.keyboard.press('Escape');

  // Asked once, it stays as it is.
  await page.goto(`${core.url}/survey/instrument`);
  await page.getByRole('link', { name: 'Ý kiến sau ngày hội nghề nghiệp' }).click();
  await expect(page.getByText(/đã dùng để khảo sát nên giữ nguyên/)).toBeVisible();
  await look(page, 'bo-cau-hoi-da-dung');
});
