// The marks of a pupil on a visit.
import { expect, it } from 'vitest';
import { needsLook, nextAttendance, nextConsent } from './record.svelte';

it('turns the mark of the parents through its three states', () => {
  expect(nextConsent('open')).toBe('given');
  expect(nextConsent('given')).toBe('refused');
  expect(nextConsent('refused')).toBe('open');
});

it('calls the roll with one press, and takes it back with the next', () => {
  expect(nextAttendance('open')).toBe('present');
  expect(nextAttendance('present')).toBe('absent');
  expect(nextAttendance('absent')).toBe('present');
});

it('points at pupils without a yes from home unless they stayed there', () => {
  const pupil = (
    consent: 'open' | 'given' | 'refused',
    attendance: 'open' | 'present' | 'absent',
  ) =>
    needsLook({
      student: '1',
      name: '',
      class: '9A',
      is_listed: true,
      consent,
      attendance,
      note: '',
    });
  expect(pupil('open', 'open')).toBe(true);
  expect(pupil('open', 'absent')).toBe(false);
  expect(pupil('refused', 'open')).toBe(false);
  expect(pupil('refused', 'present')).toBe(true);
  expect(pupil('given', 'present')).toBe(false);
});
