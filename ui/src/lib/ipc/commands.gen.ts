// CONTRACT between core (Rust) and screens. The Rust side generates the same shapes into ui/src/lib/ipc/commands.gen.ts.
// Ids: text UUIDv7. Days: "2026-04-11". Instants: "2026-04-11T09:42:05Z". Money: whole đồng. Years: "2025-2026".
// Every command may fail with Fault. Every write answers Done<T>.
export type Role = 'counselor' | 'principal' | 'teacher';
export type Level = 'tieu_hoc' | 'thcs' | 'thpt' | 'gdtx';
export interface Fault { code: string; message: string; fields: FieldFault[] }
export interface FieldFault { field: string; code: string; message: string }
export interface Done<T> { value: T; stale: string[]; act: number | null }   // act: what act_undo takes

// ---- the book as a whole (work without an open book) ----
export interface BookState { state: 'none' | 'locked' | 'open'; folder: string; is_sample: boolean; last_login: string | null; unclean: boolean; session: Session | null }
export interface Session { account: Account; school: SchoolHead; year: Year; years: Year[]; may: string[] /* names of the commands this role may call */; idle_minutes: number; last_backup_at: string | null; saved_at: string | null }
export interface SchoolHead { name: string; levels: Level[] }
export interface SchoolDraft { name: string; code: string; levels: Level[]; kind: 'public' | 'private'; province: string; commune: string; parent_body: string; disadvantaged: boolean; principal: string }
export interface AccountDraft { name: string; full_name: string; role: Role; password: string; title?: string; classes?: string[] }
export interface NewBook { school: SchoolDraft; year: string; accounts: AccountDraft[]; folder?: string | null; backup_folder?: string | null }
export interface RecoveryKey { opens: 'book'; key: string /* 13 groups of four, "ABCD-EFGH-…" */ }
export interface BookMade { folder: string; recovery_keys: RecoveryKey[]; session: Session }

// ---- areas ----
export interface Account { id: string; name: string; full_name: string; role: Role; title: string; classes: string[]; is_active: boolean }
export interface Year { year: string; starts_on: string; ends_on: string; is_locked: boolean; is_current: boolean }
export interface School extends SchoolDraft { place: string /* địa danh on documents, e.g. "Hải Phòng" */; abbreviation: string /* e.g. "THCSTHPTSC" */; address: string; phone: string; email: string }
/** what the sheet `general` prints and who signs, for one year */
export interface Profile { plan_number: string; plan_on: string | null; plan_is_in_school_plan: boolean | null; person_in_charge: string; decision_number: string; decision_on: string | null; staff: number | null; staff_female: number | null; teachers: number | null; counselors: number | null; counselors_qualified: number | null; report_number: string; report_on: string | null; report_due_on: string | null; recipients: string[]; signer_name: string; signer_title: string; preparer_name: string }
export interface Narrative { situation: string; strengths: string; weaknesses: string; causes: string; proposals: string; directions: string }
export interface NarrativePage { narrative: Narrative; last_year: Narrative | null; last_year_name: string | null }
export interface ClassLine { id: string; name: string; grade: number; level: Level; students: number; female: number; homeroom: string }
export interface StudentLine { id: string; name: string; born_on: string | null; sex: 'male' | 'female' | null; class: string; ministry_id: string; school_code: string; citizen_id: string; phone: string; ethnicity: string; status: StudentStatus }
export type StudentStatus = 'studying' | 'transferred' | 'left' | 'dropped_out' | 'completed';
export interface StudentDraft { name: string; born_on: string | null; sex: 'male' | 'female' | null; class: string; ministry_id?: string; school_code?: string; citizen_id?: string; phone?: string; ethnicity?: string; status?: StudentStatus }

// ---- class lists in ----
export type RosterField = 'name' | 'family_name' | 'given_name' | 'class' | 'grade' | 'born_on' | 'sex' | 'is_female' | 'ministry_id' | 'school_code' | 'citizen_id' | 'phone' | 'ethnicity' | 'status';
export interface RosterColumn { at: string /* "C" */; heading: string; field: RosterField | null }
export interface RosterSheet { name: string; state: 'visible' | 'hidden' | 'very_hidden'; is_used: boolean; header_row: number | null; class: string | null; encoding: string; columns: RosterColumn[]; rows: number }
export interface RosterCounts { read: number; new: number; updated: number; unchanged: number; refused: number; warned: number; ignored: number }
export interface RosterPreview { token: string; file_name: string; year: string; sheets: RosterSheet[]; counts: RosterCounts; new_classes: string[]; warnings: string[] }
export interface RosterProblem { column: string | null; field: RosterField | null; code: string; message: string; is_fatal: boolean; suggestion: string | null }
export interface RosterRow { sheet: string; row: number; verdict: 'new' | 'updated' | 'unchanged' | 'refused' | 'ignored'; name: string; born_on: string; sex: string; class: string; ministry_id: string; school_code: string; citizen_id: string; phone: string; ethnicity: string; status: string; problems: RosterProblem[] }
export interface RosterPage { total: number; rows: RosterRow[] }
export interface RosterDone { read: number; new: number; updated: number; unchanged: number; refused: RosterRefusal[]; ignored: RosterRefusal[]; new_classes: string[] }
export interface RosterRefusal { sheet: string; row: number; column: string | null; code: string; message: string }

// ---- the log ----
export type ActivityStatus = 'planned' | 'done' | 'cancelled';
export type FundingSource = 'state_budget' | 'school_revenue' | 'donation' | 'programme' | 'oda' | 'socialised' | 'other';
export type FundingItem = 'materials' | 'website' | 'training' | 'equipment' | 'activity' | 'other';
export interface Counts { students: number; female: number; parents: number; staff: number; community: number }
export interface FundingLine { source: FundingSource; item: FundingItem; planned_vnd: number; spent_vnd: number }
export interface ActivityDraft { kind: string; title: string; status: ActivityStatus; starts_on: string; ends_on: string | null; place: string; classes: string[]; grades: number[]; counts: Counts; partners: string[]; contents: ('a' | 'b' | 'c' | 'd' | 'đ')[]; funding: FundingLine[]; counts_for: string[] | null; note: string; year?: string | null }
export interface Activity extends Omit<ActivityDraft, 'year'> { id: string; number: number; year: string; enrolled: number /* pupils in its classes */; changed_at: string; is_removed: boolean }
export interface ActivityLine { id: string; number: number; kind: string; title: string; status: ActivityStatus; starts_on: string; ends_on: string | null; place: string; classes: string[]; grades: number[]; audience: string /* "9A–9D", "Khối 9", "Toàn trường" */; students: number; spent_vnd: number }
export interface ActivityAdded { id: string; number: number; warnings: string[] }
export interface ActivityKind { code: string; label: string; short: string; icon: string /* lucide name */; counts_for: string[]; stands_for: string | null }
export interface ActivityFilter { year?: string | null; kind?: string | null; status?: ActivityStatus | null; from?: string | null; to?: string | null; text?: string | null; class?: string | null; grade?: number | null; duty?: string | null; removed?: boolean; sort?: 'date' | 'number' | 'title' | 'kind' | 'students'; ascending?: boolean; limit?: number | null; after?: number | null /* rows to skip */ }
export interface ActivitySummary { total: number; planned: number; done: number; cancelled: number; students: number; spent_vnd: number }

// ---- surveys ----
export interface Instrument { id: string; code: string; title: string; note: string; scales: { code: string; title: string }[]; items: { code: string; text: string; scale: string }[]; answers: { min: number; max: number; labels: string[] } }
export interface SurveyLine { id: string; title: string; instrument: string; instrument_title: string; classes: string[]; opens_on: string | null; closes_on: string | null; students: number; responses: number; is_closed: boolean }
export interface SurveyClass { class: string; students: number; responses: number }
export interface SurveyPage { survey: SurveyLine; instrument: Instrument; classes: SurveyClass[] }
export interface SheetRow { student: string; name: string; answers: (number | null)[]; is_complete: boolean; is_begun: boolean; is_absent: boolean }
export interface SurveySheet { survey: string; class: string; rows: SheetRow[] }
export interface ScaleScore { sum: number; mean: number | null; score: number | null /* 0–100 */; answered: number; is_enough: boolean }
export interface ScaleFigures { code: string; title: string; n: number; mean: number | null; sd: number | null; alpha: number | null; mean_score: number | null; sem: number | null }
export interface SurveyResponseScore { student: string | null; name: string; class: string; scores: Record<string, ScaleScore>; code: string /* "R-I-A", ties "I/S-A" */; is_flat: boolean; is_straight: boolean; is_enough: boolean }
export interface SurveyScores { scales: ScaleFigures[]; responses: SurveyResponseScore[] }
export interface SurveyResults { scales: ScaleFigures[]; students: number; responses: number; scored: number; flat: number; straight: number; incomplete: number; leading: { code: string; students: number }[]; classes: { class: string; students: number; responses: number; means: (number | null)[]; leading: string }[]; rows: SurveyResponseScore[] }

// ---- checks, start page, report ----
export interface Check { id: string; level: Level | null; title: string; required: number; found: number; planned: number; planned_on: string | null; met: boolean; missing: string; due: string | null; source: string; rule_set: string; by_grade: { grade: number; found: number; planned: number }[] }
export interface NextStep { title: string; detail: string; link: string /* route, e.g. "/activity?new=field_trip" */; action: string; urgency: 'overdue' | 'legal' | 'gap' | 'setup' }
export interface MonthBar { month: string /* "2025-09" */; done: number; planned: number }
export interface Deadline { on: string; title: string; days: number /* negative: overdue */; link: string }
export interface Overview { checks: Check[]; met: number; months: MonthBar[]; done: number; planned: number; next: NextStep[]; deadlines: Deadline[]; surveys: { id: string; title: string; classes: SurveyClass[] } | null; students: number; classes: number; today: string }
export interface Period { year: string; kind: 'year' | 'semester_1' | 'semester_2' | 'calendar_year' | 'custom'; from: string | null; to: string | null }
export type Cell = string | number | null;
export interface ReportTable { id: string; title: string; columns: string[]; rows: Cell[][] }
export interface ReportSheet { id: string; name: string; tables: ReportTable[]; notes: string[] }
export interface Missing { code: string; message: string; link: string; sheet: string; is_duty: boolean }
export interface Outline { title: string; from: string; to: string; sheets: ReportSheet[]; missing: Missing[] }
export interface Exported { path: string; file_name: string; is_renamed: boolean /* the wished name was held open, a second name was used */ }
export interface BackupLine { file: string; made_at: string; bytes: number; is_checked: boolean; place: 'main' | 'second' }
export interface Settings { idle_minutes: number; backup_folder: string; second_backup_folder: string }
export interface CheckUp { ok: boolean; findings: string[]; students: number; activities: number; acts: number }
export interface ActLine { act: number; at: string; by: string; op: string; label: string; can_undo: boolean }

type None = Record<string, never>;
export interface Commands {
  // outside a book
  book_state: [None, BookState]; book_create: [NewBook, BookMade]; book_demo: [{ password: string; students?: number; years?: number; seed?: number }, BookMade];
  book_switch: [{ folder: string | null /* null: the school's own book; "sample": the sample school */ }, BookState];
  book_open: [{ name: string; password: string }, Session]; book_recover: [{ name: string; recovery_key: string; password: string }, Session]; book_close: [None, BookState];
  // session
  session_get: [None, Session]; settings_get: [None, Settings]; settings_change: [Settings, Done<null>];
  school_get: [None, School]; school_change: [School, Done<null>]; profile_get: [{ year?: string | null }, Profile]; profile_change: [{ year?: string | null; profile: Profile }, Done<null>];
  narrative_get: [{ year?: string | null }, NarrativePage]; narrative_change: [{ year?: string | null; narrative: Narrative }, Done<null>];
  account_list: [None, Account[]]; account_add: [AccountDraft, Done<string>]; account_change: [{ id: string; full_name: string; role: Role; title: string; classes: string[] }, Done<null>]; account_remove: [{ id: string }, Done<null>];
  password_change: [{ account: string | null; old: string | null; new: string }, Done<null>]; recovery_add: [{ password: string }, RecoveryKey];
  year_list: [None, Year[]]; year_add: [{ year: string; starts_on?: string | null; ends_on?: string | null; copy_classes: boolean }, Done<Year>]; year_change: [{ year: string; starts_on: string; ends_on: string }, Done<null>]; year_open: [{ year: string }, Session];
  class_list: [{ year?: string | null }, ClassLine[]]; class_add: [{ year?: string | null; name: string; grade: number; homeroom?: string }, Done<string>]; class_change: [{ id: string; name: string; grade: number; homeroom: string }, Done<null>]; class_remove: [{ id: string }, Done<null>];
  student_list: [{ year?: string | null; class?: string | null; text?: string | null; limit?: number | null; after?: number | null }, StudentLine[]]; student_count: [{ year?: string | null; class?: string | null; text?: string | null }, number];
  student_get: [{ id: string }, StudentLine]; student_add: [StudentDraft, Done<string>]; student_change: [{ id: string; draft: StudentDraft }, Done<null>]; student_remove: [{ id: string }, Done<null>];
  roster_open: [{ path: string; year?: string | null }, RosterPreview]; roster_list: [{ token: string; show: 'all' | 'problems' | 'good'; limit: number; after: number }, RosterPage];
  roster_change: [{ token: string; sheet: string; is_used?: boolean; header_row?: number; class?: string; at?: string; field?: RosterField | null | ''; row?: number; value?: string /* with row+field: the cell corrected by hand */ }, RosterPreview];
  roster_import: [{ token: string }, Done<RosterDone>]; roster_close: [{ token: string }, null];
  activity_kinds: [None, ActivityKind[]]; activity_list: [ActivityFilter, ActivityLine[]]; activity_summary: [ActivityFilter, ActivitySummary]; activity_get: [{ id: string }, Activity]; activity_latest: [{ kind: string | null }, ActivityDraft | null];
  activity_add: [ActivityDraft, Done<ActivityAdded>]; activity_change: [{ id: string; draft: ActivityDraft; changed_at: string | null }, Done<Activity>]; activity_remove: [{ id: string }, Done<null>]; activity_restore: [{ id: string }, Done<null>]; activity_export: [{ filter: ActivityFilter; path: string }, Exported];
  kind_add: [{ label: string; stands_for: string }, Done<string>]; partner_list: [{ text?: string | null }, string[]];
  act_list: [{ limit: number }, ActLine[]]; act_undo: [{ act: number | null }, Done<ActLine>]; act_redo: [None, Done<ActLine>];
  instrument_list: [None, Instrument[]]; instrument_add: [unknown, Done<string>];
  survey_list: [{ year?: string | null }, SurveyLine[]]; survey_open: [{ instrument: string; title: string; classes: string[]; opens_on?: string | null; closes_on?: string | null; year?: string | null }, Done<string>]; survey_get: [{ survey: string }, SurveyPage]; survey_close: [{ survey: string }, Done<null>]; survey_remove: [{ survey: string }, Done<null>];
  survey_sheet: [{ survey: string; class: string }, SurveySheet]; answers_change: [{ survey: string; student: string; answers: (number | null)[]; is_absent?: boolean }, Done<null>];
  survey_scores: [{ survey: string }, SurveyScores]; survey_results: [{ survey: string; class?: string | null; grade?: number | null }, SurveyResults];
  check_list: [{ year?: string | null }, Check[]]; overview_get: [{ year?: string | null }, Overview];
  report_outline: [{ period: Period }, Outline]; report_export: [{ period: Period; path: string }, Exported];
  backup_list: [None, BackupLine[]]; backup_add: [{ folder?: string | null }, BackupLine]; book_check: [None, CheckUp];
}
