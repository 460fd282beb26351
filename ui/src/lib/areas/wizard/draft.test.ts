// The first-run steps go on after a restart.
import { beforeEach, expect, it } from 'vitest';
import { forgetDraft, keepDraft, readDraft } from './draft';
import { newSchool } from './wizard';

beforeEach(() => localStorage.clear());

it('brings the school back, and no person', () => {
  const school = { ...newSchool(), name: 'Trường THCS Sông Cấm', principal: 'Nguyễn Văn Khải' };
  keepDraft({ school, year: '2025-2026' });

  expect(readDraft()?.school.name).toBe('Trường THCS Sông Cấm');
  expect(localStorage.getItem('wizard')).not.toContain('Khải');
  forgetDraft();
  expect(readDraft()).toBeNull();
});

it('starts anew where what was kept cannot be read', () => {
  localStorage.setItem('wizard', '{"school":');
  expect(readDraft()).toBeNull();
});
