// Answers from a file: what each column was taken for is seen before anything is written.
import { expect, look, test } from '../fixtures';

test('a file of a form on the internet is looked at, taken, and changes nothing the second time', async ({
  page,
  core,
}) => {
  await core.sample();
  const form = {
    code: 'y-kien',
    title: 'Ý kiến về nghề',
    note: '',
    instruction: '',
    is_anonymous: false,
    scales: [{ code: 'A', title: 'Chung' }],
    items: [{ code: 'A1', text: 'Em thích làm việc với máy móc', scale: 'A', is_reversed: false }],
    answers: { min: 1, max: 5, labels: [] },
    questions: [
      {
        code: 'c1',
        text: 'Em muốn biết thêm điều gì?',
        kind: 'multiple',
        options: ['Điểm chuẩn, cách xét', 'Học phí'],
        has_other: true,
        is_required: false,
      },
    ],
  };
  await core.call('instrument_add', form);
  const open = { instrument: 'y-kien', title: 'Ý kiến 9A', classes: ['9A'] };
  const survey = (await core.call<{ value: string }>('survey_open', open)).value;
  const pupils = await core.call<{ name: string; id: string }[]>('student_list', { class: '9A' });
  const [first, second, third] = [pupils[0]!, pupils[1]!, pupils[2]!];
  const csv = [
    'Dấu thời gian,Họ và tên,Lớp,1. Em thích làm việc với máy móc,Em muốn biết thêm điều gì?,Ghi chú',
    `14/04/2026,${first.name},9A,4,"Điểm chuẩn, cách xét, Học phí",a`,
    `14/04/2026,${second.name},9A,5,"Học phí, Xe buýt",b`,
    `14/04/2026,${third.name}h,9A,3,Học phí,c`,
  ].join('\n');

  async function take() {
    await page.getByRole('button', { name: 'Nhập từ tệp' }).click();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('dialog').getByRole('button', { name: 'Chọn tệp' }).click();
    await (
      await chooser
    ).setFiles({ name: 'tra-loi.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  }
  await page.goto(`${core.url}/survey/${survey}`);
  await take();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/2 phiếu mới, 0 phiếu đổi, 0 phiếu như cũ, 1 dòng/)).toBeVisible();
  const last = dialog.getByRole('combobox', { name: 'Cột F là' });
  await expect(last).toHaveValue('');
  await look(page, 'nhap-tu-tep');
  // A column is taken for something else, and given back.
  await last.selectOption('code');
  await expect(last).toHaveValue('code');
  await expect(dialog.getByRole('combobox', { name: 'Cột B là' })).toHaveValue('name');
  await last.selectOption('');
  // Whose the third row is, nobody knows but the counselor.
  const whose = dialog.getByRole('combobox', { name: 'Dòng 4 là của em' });
  await whose.selectOption({ index: 1 });
  await expect(dialog.getByText(/3 phiếu mới, 0 phiếu đổi, 0 phiếu như cũ, 0 dòng/)).toBeVisible();
  await whose.selectOption('Để lại, không nhập');
  await expect(dialog.getByText(/2 phiếu mới, 0 phiếu đổi, 0 phiếu như cũ, 0 dòng/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Nhập 2 phiếu' }).click();
  await expect(page.getByText('Đã nhập 2 phiếu từ tệp')).toBeVisible();
  const results = await core.call<{
    questions: { options: { label: string; count: number }[]; texts: string[] }[];
  }>('survey_results', { survey });
  expect(results.questions[0]!.options.map((one) => one.count)).toEqual([1, 2, 1]);
  expect(results.questions[0]!.texts).toEqual(['Xe buýt']);

  await take();
  await expect(dialog.getByText(/0 phiếu mới, 0 phiếu đổi, 2 phiếu như cũ/)).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Nhập 0 phiếu' })).toBeDisabled();
});
