// Classes by name. Pure.

/** The grade that stands at the head of a class name: "9A" → 9, "10A1" → 10. */
export function gradeOf(name: string): number | null {
  const digits = /^\s*(?:lớp\s+)?(\d{1,2})/i.exec(name)?.[1];
  const grade = Number(digits);
  return digits && grade >= 1 && grade <= 12 ? grade : null;
}
