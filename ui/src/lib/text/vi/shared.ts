// Words that several areas use: levels, roles, statuses, common buttons.
import type { Level, Role } from '$lib/ipc/commands.gen';
import type { ActivityStatus, StudentStatus } from '$lib/ipc/shapes';

export const shared = {
  optional: 'có thể bỏ trống',
  levels: {
    tieu_hoc: 'Tiểu học',
    thcs: 'THCS',
    thpt: 'THPT',
    gdtx: 'GDNN-GDTX',
  } satisfies Record<Level, string>,
  levelGrades: {
    tieu_hoc: 'Khối 1 đến 5',
    thcs: 'Khối 6 đến 9',
    thpt: 'Khối 10 đến 12',
    gdtx: 'Học viên',
  } satisfies Record<Level, string>,
  roles: {
    counselor: 'Tư vấn hướng nghiệp',
    principal: 'Hiệu trưởng',
    teacher: 'GVCN',
  } satisfies Record<Role, string>,
  activityStatus: {
    planned: 'Dự kiến',
    done: 'Đã tổ chức',
    cancelled: 'Đã hủy',
  } satisfies Record<ActivityStatus, string>,
  studentStatus: {
    studying: 'Đang học',
    transferred: 'Chuyển trường',
    left: 'Thôi học',
    dropped_out: 'Bỏ học',
    completed: 'Hoàn thành',
  } satisfies Record<StudentStatus, string>,
  sex: { male: 'Nam', female: 'Nữ' },
  grade: (grade: number) => `Khối ${grade}`,
  schoolYear: 'Năm học',
  students: (count: string) => `${count} em`,
  save: 'Lưu',
  cancel: 'Thôi',
  done: 'Xong',
  remove: 'Xóa',
  add: 'Thêm',
  retry: 'Thử lại',
  /** Why a button is held. */
  why: {
    password: 'Hãy gõ mật khẩu của thầy cô trước.',
    unchanged: 'Chưa có gì thay đổi để lưu.',
    nobody: 'Hãy chọn ít nhất một em trước.',
  },
};
