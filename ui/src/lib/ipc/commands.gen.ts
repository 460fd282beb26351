// Generated from the list of commands in src-tauri/core; never edited by hand.
// `cargo run -p huong-nghiep-cli -- types > ui/src/lib/ipc/commands.gen.ts`

export type Account = { id: string, 
/**
 * Login name.
 */
name: string, full_name: string, role: Role, 
/**
 * As printed, e.g. `Phó hiệu trưởng`; the role's own title where empty.
 */
title: string, 
/**
 * Names of the classes that a homeroom teacher sees.
 */
classes: Array<string>, is_active: boolean, };

export type AccountChange = { id: string, full_name: string, role: Role, title: string, classes: Array<string>, };

export type AccountDraft = { name: string, full_name: string, 
/**
 * `counselor principal teacher`
 */
role: string, password: string, title: string, classes: Array<string>, };

export type AccountHandOn = { 
/**
 * One's own, so that an open window does not hand the book on.
 */
password: string, successor: AccountDraft, };

export type AccountLine = { 
/**
 * When it last opened the book at this machine; the book itself notes no reading.
 */
opened_at: string | null, 
/**
 * Whether it was given the key of the sealed part of counselling.
 */
has_seal: boolean, id: string, 
/**
 * Login name.
 */
name: string, full_name: string, role: Role, 
/**
 * As printed, e.g. `Phó hiệu trưởng`; the role's own title where empty.
 */
title: string, 
/**
 * Names of the classes that a homeroom teacher sees.
 */
classes: Array<string>, is_active: boolean, };

export type ActLine = { act: number, at: string, 
/**
 * Full name of the person.
 */
by: string, op: string, label: string, can_undo: boolean, };

export type ActQuery = { limit: number, };

export type ActUndo = { 
/**
 * Which; one's own newest where null.
 */
act: number | null, };

export type ActivityAdded = { id: string, number: number, 
/**
 * Odd but taken.
 */
warnings: Array<string>, };

export type ActivityChange = { id: string, draft: ActivityDraft, 
/**
 * What the form read; absent, nothing is compared.
 */
changed_at?: string | null, };

export type ActivityDraft = { kind: string, title: string, 
/**
 * `planned done cancelled`
 */
status: string, 
/**
 * ISO day.
 */
starts_on: string, ends_on: string | null, place: string, classes: Array<string>, grades: Array<number>, counts: Counts, partners: Array<string>, 
/**
 * `a b c d đ`
 */
contents: Array<string>, funding: Array<FundingLine>, 
/**
 * Duties it fulfils; absent, the kind decides.
 */
counts_for: Array<string> | null, note: string, 
/**
 * The school year; absent, the year that holds the day, else the current one.
 */
year: string | null, };

export type ActivityExport = { filter: ActivityQuery, path: string, };

export type ActivityKind = { code: string, label: string, short: string, icon: string, counts_for: Array<string>, 
/**
 * The shipped kind that a school's own kind stands for.
 */
stands_for: string | null, };

export type ActivityLike = { kind: string | null, };

export type ActivityLine = { id: string, number: number, kind: string, title: string, status: 'planned' | 'done' | 'cancelled', starts_on: Date, ends_on: Date | null, place: string, classes: Array<string>, grades: Array<number>, 
/**
 * `9A–9D`, `Khối 9`, `Toàn trường`
 */
audience: string, students: number, spent_vnd: number, 
/**
 * In the bin: the day it was put there.
 */
removed_on: Date | null, };

export type ActivityPage = { id: string, number: number, year: string, kind: string, title: string, status: 'planned' | 'done' | 'cancelled', starts_on: Date, ends_on: Date | null, place: string, classes: Array<string>, grades: Array<number>, counts: Counts, partners: Array<string>, contents: Array<string>, funding: Array<FundingLine>, counts_for: Array<string> | null, note: string, 
/**
 * Pupils that its classes and grades hold.
 */
enrolled: number, changed_at: string, is_removed: boolean, };

export type ActivityQuery = { year?: string | null, kind?: string | null, status: 'planned' | 'done' | 'cancelled' | null, 
/**
 * ISO days, both included.
 */
from?: string | null, to?: string | null, 
/**
 * Title, place, partner; diacritics are ignored.
 */
text?: string | null, 
/**
 * Name of a class.
 */
class?: string | null, grade?: number | null, 
/**
 * A duty as `C04`.
 */
duty?: string | null, 
/**
 * Whether the bin is shown.
 */
removed?: boolean | null, sort: 'date' | 'number' | 'title' | 'kind' | 'students' | null, ascending?: boolean | null, limit?: number | null, 
/**
 * How many to skip.
 */
after?: number | null, };

export type ActivitySummary = { total: number, planned: number, done: number, cancelled: number, students: number, spent_vnd: number, };

export type AidAdd = { student: string, draft: AidDraft, };

export type AidDraft = { given_on: string, 
/**
 * In people's words: học bổng, sách vở.
 */
kind: string, 
/**
 * In đồng; null where it is not money or not known.
 */
amount: number | null, source: string, };

export type AidLine = { id: string, given_on: string, kind: string, amount: number | null, source: string, };

export type AnswerRange = { min: number, max: number, 
/**
 * One word for each number from `min` to `max`; empty where the numbers speak for themselves.
 */
labels: Array<string>, };

export type AnswersAsked = { code: string, text: string, };

export type AnswersCandidate = { student: string, name: string, class: string, born_on: string | null, };

export type AnswersChange = { survey: string, 
/**
 * The pupil's id; of a form without a name its own, as the sheet gives it or a new UUID.
 */
student: string, 
/**
 * Name of the class that a new form without a name comes from.
 */
class?: string | null, 
/**
 * One for each item, null for “not answered”.
 */
answers: Array<number | null>, is_absent?: boolean | null, 
/**
 * By the code of the question; absent leaves those that are there.
 */
replies?: { [key in string]: Reply } | null, 
/**
 * Codes of items without an answer that could not be read; absent leaves what is known.
 */
unclear?: Array<string> | null, 
/**
 * `paper`, or `kiosk` where the pupil answered at this computer.
 */
way?: string | null, };

export type AnswersChoice = { 
/**
 * `C`
 */
at: string, 
/**
 * The code of an item or a question, or `name class code born_on`; empty where it is not used.
 */
code: string, };

export type AnswersColumn = { at: string, heading: string, 
/**
 * As a choice names it: the code of an item or a question, or `name class code born_on`.
 */
code: string, 
/**
 * The item or question, or `name class code born_on answered_at`; empty where it is not used.
 */
takes: string, 
/**
 * Whether `takes` are the words of an item or a question.
 */
is_asked: boolean, };

export type AnswersDone = { read: number, new: number, updated: number, unchanged: number, refused: Array<Refusal>, ignored: Array<Refusal>, 
/**
 * What each column was taken for.
 */
columns: Array<AnswersColumn>, 
/**
 * Items and questions without a column, in their own words.
 */
missing: Array<string>, header_row: number, 
/**
 * What columns may hold: every item and question.
 */
asked: Array<AnswersAsked>, 
/**
 * Rows whose pupil a person has to name.
 */
doubtful: Array<AnswersDoubt>, 
/**
 * What has to be said of the columns before anything can be taken; empty where nothing has.
 */
needs: string, };

export type AnswersDoubt = { row: number, 
/**
 * As the file has them.
 */
name: string, class: string, born_on: string, 
/**
 * Whoever is most like it first.
 */
choices: Array<AnswersCandidate>, 
/**
 * Whom a person chose; null while it is open, empty where the row is left out.
 */
student: string | null, };

export type AnswersImport = { path: string, survey: string, anonymous: boolean, 
/**
 * Whether only the counts are wanted.
 */
dry_run: boolean, 
/**
 * Whether one bad row refuses the file.
 */
strict: boolean, 
/**
 * A person looks on and will say what columns mean: what is not known yet refuses nothing.
 */
matching: boolean, 
/**
 * The row of the headings, where it is not the one that is found.
 */
header_row?: number | null, 
/**
 * What columns hold, where it is not what their headings say.
 */
columns: Array<AnswersChoice>, 
/**
 * Whose rows are, where a person decided it.
 */
students: Array<AnswersPupil>, };

export type AnswersPupil = { row: number, 
/**
 * Id of the pupil; empty where the row is to be left out.
 */
student: string, };

export type Aside = { path: string, 
/**
 * `restored` over, `damaged` book, or damaged `log`.
 */
why: 'restored' | 'damaged' | 'log', 
/**
 * When it was last written to.
 */
at: string | null, bytes: number, };

export type AuditCheck = { ok: boolean, 
/**
 * Links that were looked at.
 */
links: number, 
/**
 * The first act that does not fit the one before it.
 */
broken_at: number | null, 
/**
 * The beginning of the last hash, to be noted on paper.
 */
code: string, };

export type AuditChoice = { value: string, label: string, };

export type AuditExport = { 
/**
 * Narrows as the list does; its page is not looked at.
 */
filter: AuditQuery, 
/**
 * An Excel file.
 */
path: string, };

export type AuditLine = { act: number, at: string, 
/**
 * Full name of the person; empty where the account is unknown.
 */
by: string, op: string, label: string, 
/**
 * Whether something was taken away.
 */
is_removal: boolean, 
/**
 * What changed, in words: `hoạt động 1, lớp 2`.
 */
what: string, rows: number, 
/**
 * The act that this one took back or did again.
 */
undoes: number | null, is_undone: boolean, 
/**
 * Done at this very machine.
 */
is_here: boolean, };

export type AuditPage = { lines: Array<AuditLine>, 
/**
 * Acts that the filter gives in all.
 */
count: number, 
/**
 * Acts of the whole log, and the moment of the first.
 */
total: number, first_at: string | null, 
/**
 * Who ever did something, and what can be done: the choices of the filter.
 */
people: Array<AuditChoice>, ops: Array<AuditChoice>, };

export type AuditQuery = { 
/**
 * Id of an account.
 */
account?: string | null, 
/**
 * Name of a command.
 */
op?: string | null, 
/**
 * ISO days in Vietnam, both included.
 */
from?: string | null, to?: string | null, 
/**
 * Only acts before this one: the number of the last row read.
 */
after: number | null, limit?: number | null, };

export type BackupAdd = { 
/**
 * Another folder than the usual ones.
 */
folder?: string | null, };

export type BackupLine = { file: string, 
/**
 * RFC 3339, from the file's name.
 */
made_at: string, bytes: number, 
/**
 * Whether its parts can still be read; it was opened and checked when it was made.
 */
is_checked: boolean, 
/**
 * `main` or `second`
 */
place: string, 
/**
 * Nothing where it does not say.
 */
reason: Reason | null, counts: Holdings | null, 
/**
 * Version of the program that made it.
 */
version: string | null, 
/**
 * The rung that keeps it; nothing for a copy that the next one may push out.
 */
rung: Rung | null, };

export type BackupPlace = { folder: string, 
/**
 * Whether the folder is there now; a stick may not be.
 */
is_there: boolean, newest_at: string | null, 
/**
 * Whole days since the newest one.
 */
days: number | null, 
/**
 * None was made here yet, or the newest is older than a week.
 */
is_late: boolean, copies: number, bytes: number, };

export type BackupState = { main: BackupPlace, second: BackupPlace | null, 
/**
 * The last backup that was tried out.
 */
tried: BackupTried | null, 
/**
 * The day on which each pupil's data were erased, the oldest first; a copy made before it holds them
 * until it is opened.
 */
erased_on: Array<string>, 
/**
 * What was moved aside and is kept beside the book, the newest first.
 */
aside: Array<Aside>, };

export type BackupTicked = { 
/**
 * When the copy was made; nothing where none was due.
 */
made_at: string | null, };

export type BackupTried = { at: string, 
/**
 * When that backup was made.
 */
made_at: string, counts: Holdings, };

export type Body = { 
/**
 * Made from the name where a new one comes without it.
 */
code: string, name: string, 
/**
 * Other ways to write it.
 */
also: Array<string>, 
/**
 * ISO
 */
valid_from?: string | null, 
/**
 * ISO; absent while it is there.
 */
valid_to?: string | null, 
/**
 * Who does its work now.
 */
successor: string, source: string, };

export type BodyChange = { body: Body, };

export type BodyLine = { body: Body, 
/**
 * The school wrote it, or wrote it otherwise than it was shipped.
 */
is_own: boolean, is_shipped: boolean, has_ended: boolean, };

export type BookMade = { folder: string, recovery_keys: Array<RecoveryKey>, session: Session, };

export type BookRescued = { 
/**
 * When the backup was made; what was written afterwards is not in it.
 */
made_at: string | null, book: BookState, };

export type BookState = { 
/**
 * `none`, `locked` or `open`
 */
state: 'none' | 'locked' | 'open', folder: string, is_sample: boolean, last_login: string | null, 
/**
 * The last program on it did not close it; it was checked and is whole.
 */
unclean: boolean, 
/**
 * Acts that stood in its log behind a damaged place, and are not in the book.
 */
lost: number, 
/**
 * Why the last closing made no backup.
 */
backup_fault: string | null, session: Session | null, };

export type ByCode = { code: string, };

export type ById = { id: string, };

export type ByStudent = { student: string, };

export type BySurvey = { survey: string, };

export type ByToken = { token: string, };

export type ByYear = { year?: string | null, };

export type Cell = string | number | null;

export type Check = { 
/**
 * `C01` … (mission-table, A.21)
 */
id: string, level: Level | null, 
/**
 * Of the formula `activities`: those that carry this duty count, whatever the rule's own id.
 */
duty: string, title: string, formula: Formula, kind: RuleKind, 
/**
 * What the figures are: `times percent parts`.
 */
unit: string, required: Figure, 
/**
 * The upper end of a range.
 */
high: Figure | null, found: Figure, 
/**
 * Of a share: how many of how many.
 */
part: number, of: number, 
/**
 * Activities planned but not done yet.
 */
planned: number, 
/**
 * The first of them, and the last.
 */
planned_on: Date | null, planned_until: Date | null, met: boolean, 
/**
 * A sentence; empty when met.
 */
missing: string, due: Date | null, source: string, 
/**
 * Name of the rule set.
 */
rule_set: string, 
/**
 * What its reason is kept under: two sets, or pupils and parents, may share an id.
 */
note: string, by_grade: Array<GradeCoverage>, 
/**
 * Whether the figures are grades, since the school asks it of each of them.
 */
is_each_grade: boolean, 
/**
 * Those that still lack it.
 */
lacking: Array<number>, 
/**
 * Of a duty that activities carry: what they reached so far.
 */
coverage: Coverage, 
/**
 * Why it is not met and what makes up for it, as the school wrote it.
 */
reason: string, plan: string, };

export type CheckAsk = { year?: string | null, 
/**
 * Without why a duty is not met and what makes up for it.
 */
without_reasons: boolean, 
/**
 * Without what the rules rest on.
 */
without_sources: boolean, 
/**
 * With a place for the principal's name.
 */
is_signed: boolean, };

export type CheckExplain = { 
/**
 * Id of the rule, or the `note` of its check, which no other rule shares.
 */
id: string, level?: string | null, reason: string, plan: string, year?: string | null, };

export type CheckExport = { path: string, year?: string | null, 
/**
 * Without why a duty is not met and what makes up for it.
 */
without_reasons: boolean, 
/**
 * Without what the rules rest on.
 */
without_sources: boolean, 
/**
 * With a place for the principal's name.
 */
is_signed: boolean, };

export type CheckLine = { 
/**
 * `C01`
 */
id: string, 
/**
 * `tieu_hoc thcs thpt gdtx`; absent for the whole school.
 */
level: string | null, 
/**
 * `minimums papers reach`: how often, what the school has, whom and what share it reached.
 */
group: string, title: string, 
/**
 * `tối thiểu 1 lần`, `từ 25% đến 30%`, `đủ 3 mục`
 */
required: string, 
/**
 * `4`, `38,5% (65/169)`
 */
found: string, 
/**
 * Of the year before on the same day; empty where that is not known.
 */
before: string, 
/**
 * `met planned waiting striving unmet`
 */
state: string, 
/**
 * A sentence on what is missing; empty when met.
 */
missing: string, reason: string, plan: string, source: string, rule_set: string, 
/**
 * What `check_explain` takes as its id.
 */
note: string, };

export type CheckPage = { year: string, 
/**
 * The year before, where the book holds one.
 */
before_year: string | null, sum: CheckSum, before: CheckSum | null, lines: Array<CheckLine>, 
/**
 * Names of the rule sets in use.
 */
rule_sets: Array<string>, today: Date, is_locked: boolean, };

export type CheckSum = { met: number, all: number, 
/**
 * `66,7`
 */
percent: string, unmet: number, 
/**
 * Planned, or not yet due.
 */
waiting: number, };

export type CheckUp = { ok: boolean, findings: Array<string>, students: number, activities: number, acts: number, };

export type ClassChange = { id: string, name: string, grade: number, homeroom: string, };

export type ClassDraft = { year?: string | null, name: string, 
/**
 * Told by the name where it is absent.
 */
grade?: number | null, homeroom?: string | null, };

export type ClassFigures = { class: string, students: number, responses: number, 
/**
 * Mean score 0–100 of each scale, in the instrument's order.
 */
means: Array<number | null>, 
/**
 * Code of the class, from these means.
 */
leading: string, };

export type ClassGap = { student: string, name: string, 
/**
 * `born_on sex ministry_id`
 */
lacks: Array<string>, };

export type ClassLine = { id: string, name: string, grade: number, level: Level, students: number, female: number, 
/**
 * The homeroom teacher's name, empty where not said.
 */
homeroom: string, };

export type ClassOverview = { 
/**
 * Names of the classes the person sees.
 */
classes: Array<string>, 
/**
 * Absent where they have none in this year.
 */
class: ClassLine | null, kinds: Array<ActivityKind>, activities_done: number, 
/**
 * What reached the class, the newest first, planned ones included.
 */
activities: Array<ActivityLine>, surveys: Array<ClassSurvey>, gaps: Array<ClassGap>, 
/**
 * How far the review of the records is.
 */
review: RecordFigures, today: Date, };

export type ClassQuery = { 
/**
 * Name of a class; the first one the person sees where it is absent.
 */
class?: string | null, };

export type ClassSurvey = { id: string, title: string, closes_on: string | null, is_closed: boolean, students: number, responses: number, 
/**
 * Names of those whose form is still missing, while it is open.
 */
missing: Array<string>, };

export type Column = string;

export type Consent = { 
/**
 * `record media handover`
 */
purpose: string, 
/**
 * `parent student`
 */
who: string, 
/**
 * `given refused withdrawn`
 */
answer: string, 
/**
 * ISO
 */
stated_on: string, 
/**
 * `paper talk phone message`
 */
means: string, 
/**
 * Who said so.
 */
name: string, 
/**
 * Where the proof lies.
 */
proof: string, 
/**
 * Of `handover`: to whom. Empty, a refusal or withdrawal is for every receiver.
 */
receiver: string, };

export type ConsentAdd = { students: Array<string>, consent: Consent, };

export type ConsentCell = { purpose: 'record' | 'media' | 'handover', 
/**
 * The newest answer of the parent; `open` without one.
 */
parent: 'open' | 'given' | 'refused' | 'withdrawn', 
/**
 * Of the pupil, likewise.
 */
student: 'open' | 'given' | 'refused' | 'withdrawn', };

export type ConsentEntry = { id: string, consent: Consent, };

export type ConsentLine = { student: string, name: string, 
/**
 * In the order of the purposes.
 */
cells: Array<ConsentCell>, 
/**
 * ISO; the newest answer's day.
 */
stated_on: string | null, };

export type ConsentList = { classes: Array<string>, class: string, students: Array<ConsentLine>, 
/**
 * Pupils of the year with a parent's standing consent for the record, and all.
 */
complete: number, all: number, requests: Array<RequestLine>, kinds: Array<RequestKind>, 
/**
 * The law behind the days.
 */
source: string, 
/**
 * Working days within which a request is answered at all.
 */
reply_days: number, today: Date, };

export type ConsentPage = { student: string, name: string, class: string, 
/**
 * The newest first.
 */
history: Array<ConsentEntry>, holdings: Array<Holding>, };

export type ConsentPreview = { class?: string | null, 
/**
 * From 1.
 */
page?: number | null, };

export type ConsentSlips = { class?: string | null, path: string, };

export type CounselAppointment = { 
/**
 * Id of the session.
 */
session: string, 
/**
 * `ahead`: the session itself; `next`: what was agreed in it.
 */
kind: 'ahead' | 'next', on: Date, at: string, who: string, classes: string, 
/**
 * The next step, or the subject.
 */
what: string, 
/**
 * Days until it is due; less than nothing when it is over.
 */
days: number, };

export type CounselChange = { id: string, draft: CounselDraft, };

export type CounselCounts = { sessions: number, 
/**
 * Pupils, each counted once.
 */
students: number, forms: Array<CounselFormCount>, 
/**
 * A homeroom teacher's own pupils; empty for everybody else.
 */
pupils: Array<CounselledStudent>, };

export type CounselDraft = { 
/**
 * ISO; a day ahead is an appointment.
 */
held_on: string, 
/**
 * `09:15`; empty where it is not known.
 */
starts_at: string, minutes?: number | null, form: 'individual' | 'group' | 'class' | 'parents' | 'online', 
/**
 * Who counsels; whoever writes it down where it is empty.
 */
counselor: string, 
/**
 * Ids of the pupils.
 */
students: Array<string>, subject: string, conclusion: string, 
/**
 * The homeroom teacher may read the conclusion; nothing else of the session.
 */
is_shared: boolean, next_step: string, 
/**
 * The day that was agreed on, ISO.
 */
next_on?: string | null, next_at: string, is_next_done: boolean, referral?: CounselReferral | null, };

export type CounselFormCount = { form: 'individual' | 'group' | 'class' | 'parents' | 'online', sessions: number, 
/**
 * Pupils who took part, each time counted.
 */
heads: number, };

export type CounselHandOn = { 
/**
 * One's own.
 */
password: string, 
/**
 * Id of the successor's account.
 */
account: string, 
/**
 * Typed by the successor, on the same machine.
 */
successor_password: string, };

export type CounselLine = { id: string, 
/**
 * Its place in the year.
 */
number: number, held_on: Date, starts_at: string, form: 'individual' | 'group' | 'class' | 'parents' | 'online', 
/**
 * `Trần Gia Hiếu`, `18 em lớp 9C`
 */
who: string, 
/**
 * `9C`
 */
classes: string, subject: string, next_on: Date | null, is_next_done: boolean, has_note: boolean, has_referral: boolean, };

export type CounselNote = { text: string, seal: CounselSeal, };

export type CounselNoteSet = { id: string, 
/**
 * Empty takes the sealed part away.
 */
text: string, };

export type CounselPage = { id: string, number: number, who: string, draft: CounselDraft, students: Array<CounselStudent>, has_note: boolean, };

export type CounselPassword = { password: string, };

export type CounselQuery = { year?: string | null, form: 'individual' | 'group' | 'class' | 'parents' | 'online' | null, 
/**
 * Name of a class.
 */
class?: string | null, 
/**
 * Id of a pupil.
 */
student?: string | null, 
/**
 * Words of the subject or of pupils' names; diacritics are ignored.
 */
text?: string | null, 
/**
 * Only those with a sealed part.
 */
has_note: boolean, };

export type CounselReferral = { 
/**
 * ISO; the day of the session where it is empty.
 */
referred_on: string, 
/**
 * To whom.
 */
receiver: string, reason: string, 
/**
 * What was done before.
 */
done: string, 
/**
 * What is asked for.
 */
asked: string, };

export type CounselReferralSlip = { school: string, parent_body: string, year: string, number: number, held_on: Date, counselor: string, students: Array<ReferredStudent>, referral: CounselReferral, };

export type CounselSeal = { 
/**
 * Whether there is a key at all.
 */
exists: boolean, 
/**
 * Whether the key in use was given to this person.
 */
is_yours: boolean, 
/**
 * Until it shuts by itself; null while it is shut.
 */
seconds_left: number | null, 
/**
 * While it is open: sealed parts that lie under a key which is not.
 */
unreadable: number, };

export type CounselSealRecover = { 
/**
 * The sealed slip as it stands on paper, or the password from before.
 */
secret: string, password: string, };

export type CounselStudent = { student: string, name: string, class: string, 
/**
 * How many sessions of the year they took part in, up to this one.
 */
session: number, };

export type CounselledStudent = { student: string, name: string, class: string, sessions: number, last_on: Date, };

export type Counts = { students: number, female: number, parents: number, staff: number, community: number, };

export type Coverage = { classes: number, of_classes: number, students: number, of_students: number, };

export type DataRequest = { 
/**
 * A code of [`request_kinds`].
 */
kind: string, 
/**
 * Id of the pupil.
 */
student: string, name: string, 
/**
 * ISO
 */
received_on: string, };

export type Date = string;

export type Deadline = { on: Date, title: string, 
/**
 * Days left; negative when overdue.
 */
days: number, link: string, };

export type DemoDraft = { 
/**
 * The password of every account.
 */
password: string, students?: number | null, years?: number | null, 
/**
 * Activities of each year, for measuring; as many as fit the school's size where it is absent.
 */
activities?: number | null, seed: number | null, 
/**
 * Where it goes; the usual place of the sample school where it is absent.
 */
folder?: string | null, };

export type DemoFill = { students?: number | null, years?: number | null, seed: number | null, };

export type Destination = { code: string, label: string, 
/**
 * `school gdtx vocational other`: THPT or university, GDTX, vocational education, the rest.
 */
group: string, 
/**
 * Whether it counts as vocational education (GDNN) in C07, or as college in C08 and C09.
 */
is_counted: boolean, };

export type Difference = { 
/**
 * Name of the sheet.
 */
sheet: string, 
/**
 * What the row is about.
 */
row: string, 
/**
 * Heading of the column; empty where the whole row came or went.
 */
column: string, before: string, after: string, 
/**
 * Where in the window the records are.
 */
records: string, };

export type DocumentAdd = { document: DocumentDraft, };

export type DocumentChange = { id: string, document: DocumentDraft, };

export type DocumentDraft = { 
/**
 * `basis plan decision other`
 */
kind: string, 
/**
 * `Thông tư`
 */
form: string, 
/**
 * `07/2022/TT-BGDĐT`; empty in a draft.
 */
number: string, 
/**
 * ISO; absent in a draft.
 */
issued_on?: string | null, issuer: string, 
/**
 * Trích yếu.
 */
title: string, 
/**
 * ISO
 */
valid_from?: string | null, 
/**
 * ISO
 */
valid_to?: string | null, 
/**
 * Id of the document that took its place.
 */
replaced_by?: string | null, note: string, };

export type DocumentLine = { id: string, document: DocumentDraft, 
/**
 * As it is cited.
 */
citation: string, standing: 'draft' | 'ahead' | 'valid' | 'replaced' | 'ended', 
/**
 * Of the document that took its place.
 */
replaced_by: string, };

export type DocumentPage = { documents: Array<DocumentLine>, bodies: Array<BodyLine>, today: Date, };

export type Done<T> = { value: T, 
/**
 * Areas whose screens must be read again.
 */
stale: Array<string>, 
/**
 * What `act_undo` takes; nothing where the act cannot be undone.
 */
act: number | null, };

export type DuplicateDecision = { 
/**
 * The pupil who stays, where both are one.
 */
kept: string, other: string, 
/**
 * One person; otherwise two, and nobody asks again.
 */
is_same: boolean, };

export type DuplicatePair = { reason: 'same_citizen_id' | 'same_name_and_birth' | 'same_school_code' | 'same_name_and_class', first: DuplicatePupil, second: DuplicatePupil, };

export type DuplicatePupil = { 
/**
 * Classes of every year, the newest first: `9A (2025-2026)`.
 */
places: Array<string>, 
/**
 * Forms that the pupil filled in.
 */
responses: number, id: string, name: string, 
/**
 * ISO day, or just the year where no more is known.
 */
born_on: string | null, 
/**
 * `male`, `female`, or unknown.
 */
sex: string | null, class: string, ministry_id: string, school_code: string, citizen_id: string, phone: string, ethnicity: string, 
/**
 * Asked for only where a list is handed on (mission-table, row 128); no list imports it.
 */
address: string, 
/**
 * What the family is entitled to: `poor near_poor policy disability`.
 */
support: Array<string>, 
/**
 * `studying transferred left dropped_out completed`
 */
status: string, };

export type EvidenceDraft = { 
/**
 * One of the three: what the file belongs to.
 */
activity?: string | null, task?: string | null, document?: string | null, 
/**
 * A file on this machine.
 */
path: string, };

export type EvidenceExport = { id: string, 
/**
 * Where the copy goes.
 */
path: string, };

export type EvidenceLine = { id: string, name: string, bytes: number, added_at: string, };

export type EvidenceQuery = { 
/**
 * One of the three: what the files belong to.
 */
activity?: string | null, task?: string | null, document?: string | null, };

export type Exported = { path: string, file_name: string, 
/**
 * The wished name was held open by another program, so a second name was used.
 */
is_renamed: boolean, };

export type Fault = { 
/**
 * `noun.problem`
 */
code: string, 
/**
 * A Vietnamese sentence: what is wrong, where, what to do.
 */
message: string, 
/**
 * The fields to correct, empty when no field is at fault.
 */
fields: Array<FieldFault>, };

export type FieldFault = { field: string, code: string, message: string, };

export type Figure = number;

export type Figures = { activities: number, 
/**
 * Attendances: a pupil counts once for each activity.
 */
students: number, parents: number, staff: number, community: number, visits: number, };

export type FindHit = { kind: 'student' | 'activity' | 'trip' | 'class' | 'partner', id: string, 
/**
 * Name, or the title of an activity or visit.
 */
name: string, 
/**
 * Code of a pupil; empty for the others.
 */
code: string, 
/**
 * Class of a pupil, homeroom teacher of a class; empty for the others.
 */
detail: string, 
/**
 * The school year to open it in; none for a partner.
 */
year: string | null, 
/**
 * Day of an activity or visit.
 */
on: Date | null, };

export type FindQuery = { 
/**
 * As typed; diacritics need not be.
 */
text: string, 
/**
 * Hits of each kind.
 */
limit?: number | null, };

export type FolderCheck = { path: string, };

export type FolderChecked = { 
/**
 * Why a book should not lie there; nothing where it may.
 */
risk: Risk | null, };

export type Formula = "activities" | "vocational_after_thcs" | "college_after_level" | "guidance_programme" | "qualified_counselors" | "reached_students" | "reached_parents" | "plan" | "needs_survey" | "handover" | "handover_answers" | "content_groups" | "self_assessment";

export type FundingLine = { source: string, item: string, 
/**
 * What it is for, in the school's words: `Thuê xe 45 chỗ`.
 */
label: string, planned_vnd: number, spent_vnd: number, };

export type FundingSum = { source: string, label: string, spent_vnd: number, };

export type GradeCoverage = { grade: number, found: number, planned: number, };

export type HandoverAsk = { year?: string | null, 
/**
 * Name of the receiver; the last one where it is absent.
 */
receiver?: string | null, };

export type HandoverColumn = { code: string, label: string, is_usual: boolean, };

export type HandoverDraft = { 
/**
 * The year the pupils leave in; the current one where it is absent.
 */
year?: string | null, receiver: string, 
/**
 * Who takes it there.
 */
contact: string, purpose: string, 
/**
 * ISO; until when the receiver may keep it.
 */
keep_until: string, 
/**
 * Codes of [`COLUMNS`].
 */
columns: Array<string>, 
/**
 * Ids; everyone who may be handed on where it is absent.
 */
students?: Array<string> | null, 
/**
 * Where the package is put; a workbook.
 */
path: string, };

export type HandoverLeftOut = { reason: 'placed' | 'withdrawn' | 'refused' | 'open', students: Array<HandoverStudent>, };

export type HandoverLine = { id: string, receiver: string, contact: string, purpose: string, keep_until: string, made_on: string, 
/**
 * Pupils when it left.
 */
count: number, 
/**
 * Headings.
 */
columns: Array<string>, checksum: string, receipt_on: string | null, deleted_on: string | null, withdrawn_on: string | null, reason: string, 
/**
 * Those whose data are still in the book.
 */
students: Array<HandoverSent>, 
/**
 * Pupils whose consent no longer stands while the receiver still has their data.
 */
to_withdraw: number, };

export type HandoverMade = { id: string, file: Exported, password: string, students: number, };

export type HandoverMark = { id: string, 
/**
 * `receipt deleted withdrawn`
 */
event: string, 
/**
 * ISO; today where it is absent.
 */
on?: string | null, 
/**
 * Why it was withdrawn.
 */
reason?: string | null, };

export type HandoverPage = { year: string, receiver: string, 
/**
 * Receivers that are known from answers and packages.
 */
receivers: Array<string>, 
/**
 * Whether results of grade 10 are in the book.
 */
is_known: boolean, 
/**
 * ISO; the newest day of a result.
 */
known_on: string | null, 
/**
 * Not admitted to a public school.
 */
not_admitted: number, 
/**
 * Classes of which no pupil has a result: not entered yet, it seems, so that all of them are counted as
 * not admitted.
 */
unknown_classes: Array<string>, ready: Array<HandoverStudent>, 
/**
 * By reason: `placed withdrawn refused open`; those that concern nobody are not there.
 */
left_out: Array<HandoverLeftOut>, columns: Array<HandoverColumn>, 
/**
 * ISO; proposed.
 */
keep_until: Date, 
/**
 * The newest first.
 */
packages: Array<HandoverLine>, today: Date, is_locked: boolean, };

export type HandoverPublic = { year?: string | null, path: string, };

export type HandoverReceipt = { id: string, path: string, };

export type HandoverSent = { student: string, name: string, class: string, state: 'sent' | 'reached' | 'enrolled' | 'withdrawn', must_withdraw: boolean, };

export type HandoverState = { id: string, student: string, 
/**
 * `sent reached enrolled withdrawn`
 */
state: string, };

export type HandoverStudent = { id: string, name: string, class: string, 
/**
 * What the pupil wants to learn.
 */
trade: string, };

export type Holding = { 
/**
 * A table's name; the page has the words.
 */
what: string, count: number, };

export type Holdings = { students: number, activities: number, 
/**
 * Sealed evidence files.
 */
files: number, };

export type Inspection = { 
/**
 * `inspection self_check commendation`
 */
form: string, 
/**
 * ISO
 */
held_on: string, 
/**
 * Who inspected or commended.
 */
body: string, 
/**
 * What was looked at, or who was commended and for what.
 */
subject: string, conclusion: string, 
/**
 * Kiến nghị.
 */
request: string, 
/**
 * ISO; by when the request is to be met, and when it was.
 */
due_on?: string | null, done_on?: string | null, decision_number: string, note: string, };

export type Instrument = { id: string, code: string, title: string, note: string, instruction: string, is_anonymous: boolean, scales: Array<Scale>, items: Array<Item>, answers: AnswerRange, questions: Array<Question>, };

export type InstrumentChange = { id: string, draft: InstrumentDraft, };

export type InstrumentDraft = { code: string, title: string, 
/**
 * What must be said beside every result, such as that it is not standardised.
 */
note: string, 
/**
 * What pupils read before they begin.
 */
instruction: string, 
/**
 * Asked without names: a form says its class and no more, so that people say what they think.
 */
is_anonymous: boolean, scales: Array<Scale>, 
/**
 * In the order of the paper form.
 */
items: Array<Item>, answers: AnswerRange, 
/**
 * What is asked besides, after the items.
 */
questions: Array<Question>, };

export type InstrumentLine = { 
/**
 * A survey asked it: it stays as it is.
 */
is_used: boolean, id: string, code: string, title: string, note: string, instruction: string, is_anonymous: boolean, scales: Array<Scale>, items: Array<Item>, answers: AnswerRange, questions: Array<Question>, };

export type IssuedExport = { id: string, 
/**
 * Excel, Word or PDF, by its ending.
 */
path: string, };

export type IssuedLine = { id: string, period: Period, 
/**
 * `15`
 */
number: string, 
/**
 * ISO
 */
issued_on: string, signer: string, signer_title: string, 
/**
 * Id and number of the report that it corrects.
 */
corrects: string | null, corrects_number: string | null, reason: string, 
/**
 * SHA-256, hex.
 */
hash: string, 
/**
 * Whether a later one corrects it.
 */
is_corrected: boolean, };

export type IssuedReport = { line: IssuedLine, outline: Outline, 
/**
 * Whether it is, byte for byte, what was issued.
 */
is_whole: boolean, 
/**
 * What the book says otherwise by now; at most five hundred.
 */
differences: Array<Difference>, difference_count: number, 
/**
 * Names of the rule sets that it was held against.
 */
rule_sets: Array<string>, };

export type Item = { code: string, text: string, 
/**
 * Code of the scale it counts for.
 */
scale: string, 
/**
 * Whether liking it speaks against the scale.
 */
is_reversed: boolean, };

export type ItemFigures = { code: string, scale: string, 
/**
 * Responses without a gap in the item's scale.
 */
n: number, mean: number | null, sd: number | null, 
/**
 * Correlation with the sum of the other items of the scale.
 */
item_total: number | null, };

export type KindDraft = { label: string, stands_for: string, };

export type Leading = { 
/**
 * A scale, or several that stand first together (`I/S`).
 */
code: string, students: number, };

export type LessonForm = { answers: Array<number | null>, replies: { [key in string]: Reply }, };

export type LessonOpen = { survey: string, 
/**
 * Name of a class of the survey.
 */
class: string, 
/**
 * `codes`: one for each pupil; `names`: one for the class, and the pupil's name. A form without
 * names takes the class's code alone.
 */
way: string, 
/**
 * 5 to 240.
 */
minutes: number, };

export type LessonPage = { survey: string, title: string, class: string, way: 'codes' | 'names' | 'nameless', 
/**
 * `http://192.168.1.5:8765`, the likeliest first.
 */
addresses: Array<string>, 
/**
 * The first address as a QR code.
 */
qr: QrCode, 
/**
 * Of the class; empty where each pupil has one.
 */
class_code: string, seats: Array<LessonSeat>, 
/**
 * Questions of the whole form.
 */
questions: number, 
/**
 * Forms without a name: handed in, and begun.
 */
nameless_done: number, nameless_begun: number, 
/**
 * Wrong codes and names so far.
 */
wrong: number, 
/**
 * Until the port closes by itself.
 */
seconds_left: number, };

export type LessonSave = { 
/**
 * The pupil's id; of a form without a name its own.
 */
form: string, answers: Array<number | null>, replies: { [key in string]: Reply }, 
/**
 * Whether the form is handed in.
 */
is_final: boolean, };

export type LessonSeat = { student: string, name: string, 
/**
 * Empty where the class has one code.
 */
code: string, state: 'out' | 'in' | 'done', 
/**
 * Questions answered so far.
 */
answered: number, };

export type Level = "tieu_hoc" | "thcs" | "thpt" | "gdtx";

export type Material = { 
/**
 * `room equipment book software other`
 */
form: string, name: string, 
/**
 * Đơn vị tính.
 */
unit: string, quantity: number, 
/**
 * How many the standard asks for, where one does.
 */
wanted?: number | null, 
/**
 * Tình trạng.
 */
state: string, 
/**
 * Where it came from.
 */
source: string, 
/**
 * ISO; the first and the last day on which the school has it.
 */
from_on?: string | null, to_on?: string | null, note: string, };

export type Means = { "of": "staff" } & Staff | { "of": "material" } & Material | { "of": "inspection" } & Inspection;

export type MeansAdd = { entry: Means, };

export type MeansChange = { id: string, entry: Means, };

export type MeansLine = { id: string, entry: Means, 
/**
 * Whether the report of the year names it.
 */
is_within: boolean, };

export type MeansPage = { lines: Array<MeansLine>, 
/**
 * Those of the year who counsel, and those of them who meet the requirements (C11).
 */
counselors: number, qualified: number, 
/**
 * First day of the year.
 */
starts_on: Date, };

export type Mentioned = { what: 'activity' | 'evidence' | 'request' | 'counsel' | 'task' | 'document' | 'means', title: string, 
/**
 * A route of the interface.
 */
link: string, };

export type Missing = { code: string, message: string, 
/**
 * Where in the window it can be mended.
 */
link: string, 
/**
 * Id of the sheet that shows the gap.
 */
sheet: string, 
/**
 * A duty not met or forms not collected, as against a blank in the report.
 */
is_duty: boolean, };

export type MonthBar = { 
/**
 * `2025-09`
 */
month: string, done: number, planned: number, };

export type Narrative = { 
/**
 * Tình hình
 */
situation: string, 
/**
 * Ưu điểm
 */
strengths: string, 
/**
 * Hạn chế
 */
weaknesses: string, 
/**
 * Nguyên nhân
 */
causes: string, 
/**
 * Kiến nghị
 */
proposals: string, 
/**
 * Phương hướng
 */
directions: string, };

export type NarrativeChange = { year?: string | null, narrative: Narrative, };

export type NarrativePage = { narrative: Narrative, last_year: Narrative | null, last_year_name: string | null, };

export type NewBookDraft = { school: School, year: string, accounts: Array<AccountDraft>, 
/**
 * Where the book goes; the usual place where it is absent.
 */
folder?: string | null, backup_folder?: string | null, };

export type NextStep = { title: string, detail: string, 
/**
 * A route of the interface.
 */
link: string, 
/**
 * The words of the link.
 */
action: string, urgency: 'overdue' | 'legal' | 'gap' | 'setup', };

export type Nothing = Record<symbol, never>;

export type Occupation = { 
/**
 * O*NET code, or the id of one that the school added.
 */
id: string, name: string, 
/**
 * What people in it do, in a sentence.
 */
does: string, 
/**
 * `sc tc cd dh`
 */
levels: Array<string>, 
/**
 * Group of QĐ 34/2020/QĐ-TTg with its name; empty where none surely fits.
 */
group: string, group_name: string, 
/**
 * Interest profile R I A S E C, 1 to 7.
 */
profile: Array<number>, 
/**
 * The school added it.
 */
is_own: boolean, };

export type OccupationChange = { id: string, draft: OccupationDraft, };

export type OccupationDraft = { name: string, does: string, levels: Array<string>, 
/**
 * Up to three letters, the strongest first: `RAC`.
 */
interests: string, };

export type OccupationLine = { 
/**
 * Leading interests of one that the school added.
 */
interests: string, trainings: Array<Training>, 
/**
 * O*NET code, or the id of one that the school added.
 */
id: string, name: string, 
/**
 * What people in it do, in a sentence.
 */
does: string, 
/**
 * `sc tc cd dh`
 */
levels: Array<string>, 
/**
 * Group of QĐ 34/2020/QĐ-TTg with its name; empty where none surely fits.
 */
group: string, group_name: string, 
/**
 * Interest profile R I A S E C, 1 to 7.
 */
profile: Array<number>, 
/**
 * The school added it.
 */
is_own: boolean, };

export type OccupationPage = { 
/**
 * The school's own first.
 */
occupations: Array<OccupationLine>, 
/**
 * Shown wherever profiles are (CC BY 4.0).
 */
attribution: string, };

export type OccupationPreview = { class: string, 
/**
 * From 1.
 */
page?: number | null, };

export type OccupationSheets = { class: string, path: string, };

export type OpenBook = { 
/**
 * Login name; the first account's where it is absent.
 */
name?: string | null, password: string, };

export type OptionFigures = { label: string, 
/**
 * Forms that chose it.
 */
count: number, 
/**
 * Of rankings: forms that put it first, and its mean place.
 */
first: number, mean_place: number | null, };

export type OrientationRecord = { 
/**
 * Học lực.
 */
academic: string, 
/**
 * Năng lực.
 */
ability: string, 
/**
 * Sở trường.
 */
forte: string, 
/**
 * Hoàn cảnh.
 */
circumstances: string, guardian: string, guardian_phone: string, strengths: Array<Strength>, 
/**
 * Of this year.
 */
wishes: Array<Wish>, };

export type OutcomeAsk = { year?: string | null, 
/**
 * `thcs thpt gdtx`; the school's lowest where it is absent.
 */
level?: string | null, 
/**
 * `real` where it is absent.
 */
stage?: string | null, };

export type OutcomeCalls = { year?: string | null, level?: string | null, path: string, };

export type OutcomeCompleted = { student: string, year?: string | null, has_completed: boolean, };

export type OutcomeCounting = { counts_trade: boolean, };

export type OutcomeDraft = { student: string, 
/**
 * The year the pupil left in; the current one where it is absent.
 */
year?: string | null, 
/**
 * `wish registered admitted real verified`
 */
stage: string, 
/**
 * Round of a wish, from 1.
 */
round?: number | null, 
/**
 * Rank of a wish, from 1.
 */
rank?: number | null, 
/**
 * A code of the level's destinations; empty takes the stage back.
 */
destination: string, 
/**
 * School or employer.
 */
place: string, trade: string, 
/**
 * ISO; the day it was learnt.
 */
learnt_on?: string | null, 
/**
 * Who said so: the pupil, the family, a list of the receiving school.
 */
source: string, };

export type OutcomeFlow = { from: string, to: string, count: number, };

export type OutcomeImport = { path: string, year?: string | null, 
/**
 * `registered admitted real verified`; `real` where it is absent.
 */
stage?: string | null, dry_run: boolean, strict: boolean, };

export type OutcomeListAsk = { year?: string | null, level?: string | null, 
/**
 * Name of a class; all of the level where it is absent.
 */
class?: string | null, };

export type OutcomePage = { year: string, level: string, 
/**
 * Levels of the school that pupils leave.
 */
levels: Array<string>, stage: string, 
/**
 * `hoàn thành chương trình THCS`
 */
completed: string, destinations: Array<Destination>, classes: Array<OutcomeRow>, school: OutcomeRow, 
/**
 * Of the leavers, how many count as vocational education (after THCS) or college.
 */
counted: number, 
/**
 * Whether learning a trade beside GDTX counts as vocational education.
 */
counts_trade: boolean, 
/**
 * Leavers of whom something is known, by stage.
 */
known: { [key in string]: number }, 
/**
 * From the first wish to this stage; both by destination.
 */
flows: Array<OutcomeFlow>, 
/**
 * The same figures of every year of the book, the newest first.
 */
years: Array<OutcomeYear>, is_locked: boolean, };

export type OutcomeRow = { 
/**
 * Empty for the school.
 */
class: string, 
/**
 * In the last grade at the end of the year.
 */
students: number, 
/**
 * Of them, those who completed it.
 */
leavers: number, female: number, minority: number, disability: number, 
/**
 * By destination, in the order of the destinations; the last is `unknown`.
 */
counts: Array<number>, };

export type OutcomeStage = { stage: string, destination: string, label: string, place: string, trade: string, learnt_on: string | null, source: string, };

export type OutcomeStudent = { id: string, name: string, class: string, sex: string | null, born_on: string | null, has_completed: boolean, 
/**
 * One entry for each stage that is known; a wish is the first of its newest round.
 */
stages: Array<OutcomeStage>, };

export type OutcomeYear = { year: string, leavers: number, counted: number, unknown: number, counts: Array<number>, };

export type OutcomesDone = { read: number, new: number, updated: number, unchanged: number, refused: Array<Refusal>, 
/**
 * Headings of columns that were not taken.
 */
ignored: Array<string>, };

export type Outline = { title: string, 
/**
 * First day covered, ISO.
 */
from: string, 
/**
 * Last day covered, ISO.
 */
to: string, sheets: Array<ReportSheet>, missing: Array<Missing>, };

export type OutlineQuery = { period: Period, };

export type Overview = { 
/**
 * How often something is to be done.
 */
checks: Array<Check>, 
/**
 * What else the rule sets in use ask: shares, papers, surveys.
 */
targets: Array<Check>, met: number, months: Array<MonthBar>, done: number, planned: number, 
/**
 * At most three.
 */
next: Array<NextStep>, deadlines: Array<Deadline>, 
/**
 * The newest survey of the year.
 */
surveys: SurveyProgress | null, students: number, classes: number, today: Date, rule_set: string, figures: Figures, 
/**
 * The year before up to the same day, where the book holds one.
 */
before: YearBefore | null, 
/**
 * What was spent, by source, the largest first.
 */
funding: Array<FundingSum>, planned_vnd: number, spent_vnd: number, 
/**
 * Visits whose plan waits for the principal.
 */
to_approve: Array<TripToApprove>, 
/**
 * Records of the grades that leave.
 */
review: ReviewStanding, is_locked: boolean, 
/**
 * Years that were locked, newest first.
 */
locked_years: Array<string>, };

export type OwnPassword = { password: string, };

export type PaperPreview = { pages: number, 
/**
 * The page shown, from 1.
 */
page: number, 
/**
 * PNG in base64.
 */
picture: string, };

export type PartnerQuery = { text?: string | null, };

export type PasswordChange = { 
/**
 * Whose; one's own where absent.
 */
account?: string | null, 
/**
 * The old one, needed for one's own.
 */
old?: string | null, new: string, };

export type Period = { year: string, kind: PeriodKind, from: string | null, to: string | null, };

export type PeriodKind = "year" | "semester_1" | "semester_2" | "calendar_year" | "custom";

export type Profile = { plan_number: string, plan_on: string | null, 
/**
 * Whether the plan stands in the school's education plan (mission-table, row 3).
 */
plan_is_in_school_plan: boolean | null, 
/**
 * Whether it stands there as a main task of the year (nhiệm vụ trọng tâm; row 4).
 */
is_key_task: boolean | null, 
/**
 * Whether there is a guidance programme tied to the local economy (row 7), and its name.
 */
has_programme: boolean | null, programme: string, person_in_charge: string, decision_number: string, decision_on: string | null, staff: number | null, staff_female: number | null, teachers: number | null, 
/**
 * Giáo viên kiêm nhiệm tư vấn hướng nghiệp.
 */
counselors: number | null, 
/**
 * Those of them who meet the professional requirements.
 */
counselors_qualified: number | null, report_number: string, report_on: string | null, report_due_on: string | null, 
/**
 * Nơi nhận, one body each.
 */
recipients: Array<string>, signer_name: string, 
/**
 * e.g. `Hiệu trưởng`, `Phó hiệu trưởng`
 */
signer_title: string, preparer_name: string, };

export type ProfileChange = { year?: string | null, profile: Profile, };

export type QrCode = { size: number, path: string, };

export type Question = { code: string, text: string, kind: QuestionKind, options: Array<string>, 
/**
 * Whether “khác” with words of one's own may be chosen too.
 */
has_other: boolean, is_required: boolean, most?: number | null, lowest?: number | null, highest?: number | null, 
/**
 * Asked only then.
 */
shown_if?: ShownIf | null, };

export type QuestionFigures = { code: string, text: string, kind: QuestionKind, 
/**
 * Forms in which it was to be answered.
 */
asked: number, 
/**
 * Forms in which it was.
 */
replied: number, 
/**
 * Of an anonymous survey with too few replies: nothing else is told.
 */
is_hidden: boolean, options: Array<OptionFigures>, 
/**
 * Of numbers.
 */
mean: number | null, sd: number | null, 
/**
 * Lines, sentences, and what “khác” stands for; in the order of their letters.
 */
texts: Array<string>, };

export type QuestionKind = "single" | "multiple" | "ranking" | "number" | "short" | "long";

export type Reason = "closing" | "import" | "hand" | "interval" | "restore" | "update";

export type RecordChange = { id: string, record: OrientationRecord, };

export type RecordCount = { label: string, count: number, };

export type RecordEvent = { what: 'activity' | 'trip' | 'survey' | 'wish' | 'outcome' | 'counsel', 
/**
 * Id of the activity or survey; empty for wishes and counselling.
 */
id: string, 
/**
 * ISO; empty where no day is known.
 */
on: string, title: string, 
/**
 * Icon of the activity's kind; empty for the others.
 */
icon: string, 
/**
 * Of a survey `S-A-I`; else empty.
 */
code: string, 
/**
 * Of a visit with a roll call: `present absent open`; else empty.
 */
attendance: string, note: string, };

export type RecordExport = { student?: string | null, class?: string | null, path: string, };

export type RecordFigures = { class: string, grade: number, students: number, 
/**
 * Records with anything in them.
 */
records: number, 
/**
 * Reviewed, those that need a talk included.
 */
reviewed: number, counsel: number, };

export type RecordInterest = { survey: string, title: string, on: string, grade: number, code: string, is_flat: boolean, 
/**
 * In the instrument's order; a score of 0–100 each.
 */
scales: Array<RecordScale>, };

export type RecordLine = { student: string, name: string, 
/**
 * `S-A-I` of the newest survey of the year; empty without.
 */
code: string, 
/**
 * The first wish in words; empty without.
 */
wish: string, has_remark: boolean, question: string, review: 'open' | 'reviewed' | 'counsel', };

export type RecordList = { 
/**
 * Every class the person sees.
 */
classes: Array<RecordFigures>, 
/**
 * The class that is shown; empty where the person has none.
 */
class: string, homeroom: string, students: Array<RecordLine>, };

export type RecordPage = { student: StudentLine, year: string, grade: number, homeroom: string, 
/**
 * Place in the class by name, from 1, and the class's size.
 */
place: number, of: number, 
/**
 * Ids of the neighbours in the class.
 */
before: string | null, after: string | null, record: OrientationRecord, review: Review, reviewed_on: string | null, reviewed_by: string | null, 
/**
 * What wishes of this level may name.
 */
streams: Array<Stream>, 
/**
 * The newest first.
 */
years: Array<RecordYear>, 
/**
 * The newest first.
 */
interests: Array<RecordInterest>, 
/**
 * Activities of all years: kind and how many, the most first.
 */
attended: Array<RecordCount>, 
/**
 * `academic ability forte interest wish circumstances guardian remark`
 */
missing: Array<string>, today: Date, };

export type RecordPreview = { student?: string | null, class?: string | null, 
/**
 * From 1.
 */
page?: number | null, };

export type RecordQuery = { class?: string | null, };

export type RecordReview = { id: string, review: Review, };

export type RecordScale = { code: string, title: string, sum: number, score: number | null, };

export type RecordYear = { year: string, class: string, grade: number, 
/**
 * The newest first.
 */
events: Array<RecordEvent>, };

export type RecoverBook = { name: string, recovery_key: string, 
/**
 * The new password.
 */
password: string, };

export type Recovery = { 
/**
 * When it was last typed back or tried; absent while nobody has put one away.
 */
kept_at: string | null, };

export type RecoveryAdd = { 
/**
 * One's own password again: who finds an open window must not print a key.
 */
password: string, };

export type RecoveryCheck = { 
/**
 * As it stands on paper.
 */
recovery_key: string, };

export type RecoveryKey = { 
/**
 * What it opens: `book`.
 */
opens: string, 
/**
 * 13 groups of four.
 */
key: string, };

export type ReferredStudent = { name: string, class: string, born_on: Date | null, sex: 'male' | 'female' | null, };

export type Refusal = { sheet: string, row: number, column: string | null, code: string, message: string, };

export type Reply = { choices: Array<number>, 
/**
 * The words, the number, or what “khác” stands for.
 */
text: string, };

export type ReportExport = { period: Period, path: string, };

export type ReportIssue = { period: Period, 
/**
 * Id of the report that this one corrects.
 */
corrects?: string | null, 
/**
 * Why it is corrected.
 */
reason?: string | null, };

export type ReportSheet = { id: string, 
/**
 * On the sheet's tab; at most 31 characters.
 */
name: string, tables: Array<ReportTable>, notes: Array<string>, 
/**
 * Where in the window its figures come from; empty where they are worked out.
 */
records: string, };

export type ReportTable = { id: string, title: string, columns: Array<Column>, rows: Array<Array<Cell>>, 
/**
 * Where in the window the records of a row are, in the order of the rows; empty for the sheet's own,
 * and shorter than the rows where the last have none (C25).
 */
records: Array<string>, };

export type RequestChange = { id: string, steps: RequestSteps, };

export type RequestEnd = { id: string, outcome: string, };

export type RequestKind = { code: string, label: string, 
/**
 * Days within which it is done.
 */
days: number, };

export type RequestLine = { id: string, 
/**
 * Empty once the pupil's data are erased.
 */
student: string, student_name: string, kind: string, label: string, name: string, received_on: string, 
/**
 * The day by which it is answered at all, and the day it was.
 */
reply_due_on: string, replied_on: string | null, 
/**
 * The day by which it is done: the later one where it was given more time.
 */
due_on: string, extended_to: string | null, reason: string, 
/**
 * Days left; negative when overdue.
 */
days: number, done_on: string | null, outcome: string, };

export type RequestSteps = { 
/**
 * ISO: the day on which it was answered that the request came in and what happens.
 */
replied_on?: string | null, 
/**
 * ISO: a later day, given once, with the reason.
 */
extended_to?: string | null, reason: string, };

export type RestoreBook = { file: string, 
/**
 * Where the book goes; where this desk's book lies if absent.
 */
to?: string | null, name?: string | null, 
/**
 * The password of an account in the backup.
 */
password: string, };

export type ResultsQuery = { survey: string, 
/**
 * Name of a class.
 */
class?: string | null, grade?: number | null, };

export type RetentionChange = { 
/**
 * 0 to 50.
 */
years: number, };

export type RetentionErase = { students: Array<string>, };

export type RetentionLine = { student: string, name: string, class: string, 
/**
 * The school year in which they were here last.
 */
year: string, 
/**
 * `transferred left dropped_out completed`
 */
status: string, 
/**
 * From this day on they need not be kept.
 */
due_on: Date, };

export type RetentionPage = { 
/**
 * Years that data are kept after the school year in which a pupil left.
 */
years: number, 
/**
 * Those whose time is over, the longest gone first.
 */
due: Array<RetentionLine>, 
/**
 * How many left and are still within their time.
 */
waiting: number, };

export type Review = { 
/**
 * `open reviewed counsel`
 */
review: string, remark: string, question: string, };

export type ReviewStanding = { students: number, reviewed: number, 
/**
 * Of those reviewed: who needs a talk.
 */
counsel: number, };

export type Risk = "cloud" | "network";

export type Role = "counselor" | "principal" | "teacher";

export type RosterChange = { token: string, sheet: string, is_used?: boolean | null, header_row?: number | null, 
/**
 * The encoding that the sheet is in, as a person sees it; the headings are sought again.
 */
encoding?: string | null, 
/**
 * Whether rows that the file hides are read.
 */
reads_hidden?: boolean | null, 
/**
 * The class of rows that name none.
 */
class?: string | null, 
/**
 * A column, as `C`, with the field it holds; empty for none.
 */
at?: string | null, 
/**
 * A field of the row that is corrected, or of the column.
 */
field?: string | null, row?: number | null, 
/**
 * The cell as it should read.
 */
value?: string | null, 
/**
 * The cell as the file has it, whatever was typed over it.
 */
is_reset?: boolean | null, 
/**
 * Takes every suggestion of the file, or gives back those that were taken so; of all sheets.
 */
suggestions?: boolean | null, };

export type RosterColumn = { 
/**
 * Letters of the column: `C`.
 */
at: string, heading: string, field: RosterField | null, };

export type RosterCounts = { read: number, new: number, updated: number, unchanged: number, refused: number, 
/**
 * Taken, with something worth a look.
 */
warned: number, ignored: number, 
/**
 * Suggestions that nobody took or overruled.
 */
suggested: number, 
/**
 * Suggestions that were taken all at once.
 */
taken: number, };

export type RosterDone = { read: number, new: number, updated: number, unchanged: number, refused: Array<Refusal>, ignored: Array<Refusal>, new_classes: Array<string>, 
/**
 * Pairs of the book that may be one pupil, for a person to decide.
 */
duplicates: number, };

export type RosterField = "name" | "family_name" | "given_name" | "class" | "grade" | "born_on" | "sex" | "is_female" | "ministry_id" | "school_code" | "citizen_id" | "phone" | "ethnicity" | "status" | "born_day" | "born_month" | "born_year" | "is_male" | "guardian" | "guardian_phone" | "father" | "father_phone" | "mother" | "mother_phone" | "support" | "poor" | "near_poor" | "policy" | "disability";

export type RosterImportLine = { 
/**
 * What `act_undo` takes back; null where it no longer can be.
 */
act: number | null, at: string, 
/**
 * Full name of the person.
 */
by: string, year: string, file_name: string, new: number, updated: number, unchanged: number, refused: number, };

export type RosterOpen = { path: string, year?: string | null, };

export type RosterPage = { total: number, rows: Array<RosterRow>, };

export type RosterPreview = { token: string, file_name: string, year: string, sheets: Array<RosterSheet>, counts: RosterCounts, 
/**
 * Classes that the import would make.
 */
new_classes: Array<string>, warnings: Array<string>, };

export type RosterProblem = { 
/**
 * The heading of the column; null where the row is meant.
 */
column: string | null, field: RosterField | null, code: string, message: string, 
/**
 * Whether the row cannot be taken.
 */
is_fatal: boolean, 
/**
 * What the cell should perhaps hold.
 */
suggestion: string | null, };

export type RosterQuery = { token: string, show: 'all' | 'problems' | 'good', limit: number, after: number, };

export type RosterRefusedExport = { token: string, 
/**
 * Where the workbook shall stand.
 */
path: string, };

export type RosterRow = { sheet: string, row: number, verdict: 'new' | 'updated' | 'unchanged' | 'refused' | 'ignored', name: string, born_on: string, sex: string, class: string, ministry_id: string, school_code: string, citizen_id: string, phone: string, ethnicity: string, status: string, guardian: string, guardian_phone: string, 
/**
 * In words: `Hộ nghèo, Khuyết tật`.
 */
support: string, problems: Array<RosterProblem>, 
/**
 * The fields that were typed over.
 */
corrected: Array<RosterField>, };

export type RosterSheet = { name: string, state: SheetState, is_used: boolean, header_row: number | null, class: string | null, encoding: string, 
/**
 * Whether a person chose the encoding; `auto` takes that back.
 */
is_encoding_chosen: boolean, 
/**
 * The first rows of a sheet without headings, for a person to point at them.
 */
top: Array<RosterTop>, columns: Array<RosterColumn>, 
/**
 * Rows that are pupils.
 */
rows: number, 
/**
 * Rows below the headings that the file hides, and whether they are read.
 */
hidden_rows: number, reads_hidden: boolean, };

export type RosterTop = { 
/**
 * As Excel counts.
 */
row: number, text: string, };

export type Rule = { 
/**
 * `C01` … (mission-table, A.21)
 */
id: string, 
/**
 * Absent for the whole school.
 */
level?: Level | null, title: string, formula: Formula, 
/**
 * Of the formula `activities`: those that carry this duty count.
 */
duty: string, kind: RuleKind, 
/**
 * Times, percent, or parts, as the formula counts.
 */
value: number, 
/**
 * The upper end of a range.
 */
high?: number | null, 
/**
 * In a disadvantaged area (địa bàn đặc biệt khó khăn); as elsewhere where it is absent.
 */
disadvantaged?: number | null, disadvantaged_high?: number | null, 
/**
 * Of what it is asked: once for the level, or for each of its grades.
 */
scope: RuleScope, 
/**
 * `MM-DD` inside the school year; absent where no day is named.
 */
due?: string | null, source: string, };

export type RuleKind = "at_least" | "range" | "exactly" | "aspire";

export type RuleScope = "level" | "grade";

export type RuleSet = { id: string, name: string, document: string, 
/**
 * ISO.
 */
valid_from: string, 
/**
 * ISO; absent while it holds.
 */
valid_to?: string | null, area: string, 
/**
 * Whether somebody has held it against the original document.
 */
checked_against_original: boolean, rules: Array<Rule>, };

export type RuleSetChange = { set: RuleSet, };

export type RuleSetCopy = { id: string, name: string, };

export type RuleSetExport = { id: string, path: string, };

export type RuleSetFile = { path: string, };

export type RuleSetLine = { id: string, name: string, 
/**
 * Where it comes from.
 */
document: string, area: string, valid_from: string, valid_to: string | null, 
/**
 * Whether the year is judged by it.
 */
is_used: boolean, 
/**
 * Of the school; a shipped one is copied before it is changed.
 */
is_own: boolean, rules: number, };

export type RuleSetPage = { set: RuleSet, is_own: boolean, 
/**
 * Name of the set it was copied from; empty for none.
 */
based_on: string, 
/**
 * The years that are judged by it, the newest first.
 */
years: Array<string>, 
/**
 * One of them is locked: the set can be read and copied, not changed.
 */
is_kept: boolean, };

export type RuleSetUse = { rule_sets: Array<string>, 
/**
 * The year that is judged by them; the current one where it is absent.
 */
year?: string | null, };

export type Rung = "recent" | "day" | "week" | "month";

export type Scale = { code: string, title: string, };

export type ScaleFigures = { code: string, title: string, 
/**
 * Responses without a gap in this scale.
 */
n: number, 
/**
 * Mean of the sums.
 */
mean: number | null, 
/**
 * Standard deviation of the sums, with n − 1.
 */
sd: number | null, 
/**
 * Cronbach's alpha.
 */
alpha: number | null, 
/**
 * Mean of the scores 0–100, of all responses with enough answers.
 */
mean_score: number | null, 
/**
 * Standard error of measurement of a sum, SD·√(1−α), from 50 responses on.
 */
sem: number | null, };

export type ScaleScore = { 
/**
 * Sum of the answered items; items that were left out add nothing.
 */
sum: number, 
/**
 * Mean of the answered items.
 */
mean: number | null, 
/**
 * 0–100, or nothing where too few items were answered.
 */
score: number | null, answered: number, 
/**
 * Whether at least two thirds of the items were answered.
 */
is_enough: boolean, };

export type School = { name: string, code: string, 
/**
 * `tieu_hoc thcs thpt gdtx`
 */
levels: Array<string>, 
/**
 * `public` or `private`
 */
kind: string, province: string, commune: string, parent_body: string, 
/**
 * Thuộc địa bàn đặc biệt khó khăn.
 */
disadvantaged: boolean, principal: string, 
/**
 * Địa danh on documents; the province or commune where it is empty.
 */
place: string, 
/**
 * As in `Số: 15/BC-THCSNVT`; made from the name where it is empty.
 */
abbreviation: string, address: string, phone: string, email: string, };

export type SchoolHead = { name: string, levels: Array<Level>, };

export type Session = { account: Account, school: SchoolHead, year: Year, years: Array<Year>, 
/**
 * Names of the commands that the role may call.
 */
may: Array<string>, idle_minutes: number, last_backup_at: string | null, saved_at: string | null, };

export type Settings = { 
/**
 * Minutes without a key or pointer after which the window locks.
 */
idle_minutes: number, backup_folder: string, 
/**
 * A second place, as a USB stick; empty where none was chosen.
 */
second_backup_folder: string, };

export type SheetQuery = { survey: string, class: string, };

export type SheetRow = { student: string, name: string, answers: Array<number | null>, replies: { [key in string]: Reply }, 
/**
 * Codes of the items that could not be read.
 */
unclear: Array<string>, 
/**
 * Every item answered or said to be unclear, and every question that must be.
 */
is_complete: boolean, is_begun: boolean, 
/**
 * Handed in no form.
 */
is_absent: boolean, };

export type SheetState = "visible" | "hidden" | "very_hidden";

export type ShownIf = { question: string, choices: Array<number>, };

export type Staff = { full_name: string, 
/**
 * Chức vụ.
 */
post: string, 
/**
 * Trình độ.
 */
degree: string, 
/**
 * Môn dạy.
 */
subject: string, 
/**
 * Nhiệm vụ được phân công.
 */
duty: string, 
/**
 * Giáo viên kiêm nhiệm tư vấn hướng nghiệp.
 */
is_counselor: boolean, 
/**
 * Whether the requirements are met (C11); absent as long as nobody judged.
 */
is_qualified?: boolean | null, 
/**
 * Khóa bồi dưỡng, chứng chỉ.
 */
training: string, decision_number: string, 
/**
 * ISO
 */
decision_on?: string | null, 
/**
 * ISO; the first and the last day of the duty.
 */
from_on?: string | null, to_on?: string | null, note: string, };

export type Step = { done: number, 
/**
 * 0 where it is not known.
 */
total: number, };

export type Stream = { code: string, label: string, };

export type Strength = { title: string, found_by: string, fostered: string, };

export type StudentChange = { id: string, draft: StudentDraft, };

export type StudentDraft = { name: string, born_on: string | null, sex: string | null, class: string, ministry_id: string, school_code: string, citizen_id: string, phone: string, ethnicity: string, address: string, status: string, };

export type StudentExport = { id: string, path: string, };

export type StudentFact = { 
/**
 * `class sex ethnicity status support no_support`; the last takes a support away.
 */
field: string, value: string, };

export type StudentLine = { id: string, name: string, 
/**
 * ISO day, or just the year where no more is known.
 */
born_on: string | null, 
/**
 * `male`, `female`, or unknown.
 */
sex: string | null, class: string, ministry_id: string, school_code: string, citizen_id: string, phone: string, ethnicity: string, 
/**
 * Asked for only where a list is handed on (mission-table, row 128); no list imports it.
 */
address: string, 
/**
 * What the family is entitled to: `poor near_poor policy disability`.
 */
support: Array<string>, 
/**
 * `studying transferred left dropped_out completed`
 */
status: string, };

export type StudentListExport = { query: StudentQuery, columns: Array<string>, path: string, };

export type StudentManyChange = { students: Array<string>, fact: StudentFact, 
/**
 * Whether only the lines are wanted and nothing is written.
 */
dry_run: boolean, };

export type StudentManyDone = { 
/**
 * Those who get something new.
 */
changed: number, lines: Array<StudentManyLine>, };

export type StudentManyLine = { id: string, name: string, class: string, 
/**
 * Codes, as the fact's own.
 */
before: string, after: string, };

export type StudentOnly = { grade?: number | null, 
/**
 * Names of classes.
 */
classes?: Array<string> | null, 
/**
 * The years of birth, both included.
 */
born_from?: number | null, born_to?: number | null, 
/**
 * `male female unknown`
 */
sex?: string | null, status?: string | null, 
/**
 * Of an ethnic minority, or not.
 */
minority?: boolean | null, 
/**
 * What is not written yet: `born_on ministry_id ethnicity phone` (of the parents).
 */
missing?: string | null, 
/**
 * Entitled to support: one of its codes, or `any`.
 */
support?: string | null, 
/**
 * A purpose for which no parent's consent stands: `record media handover`.
 */
unconsented?: string | null, 
/**
 * The year's record: `none open reviewed counsel`; `open` is every one not reviewed yet.
 */
record?: string | null, };

export type StudentOrder = { 
/**
 * `name`, or a column that lists may show.
 */
column: string, is_descending: boolean, };

export type StudentQuery = { year?: string | null, 
/**
 * Name of a class.
 */
class?: string | null, 
/**
 * Name or code; diacritics are ignored.
 */
text?: string | null, only?: StudentOnly | null, order?: StudentOrder | null, limit?: number | null, 
/**
 * How many to skip.
 */
after?: number | null, };

export type StudentView = { id: string, name: string, 
/**
 * Only who keeps a list may replace it or take it away.
 */
is_own: boolean, 
/**
 * Everybody of the school is offered it, each with the pupils they see.
 */
is_shared: boolean, class?: string | null, only: StudentOnly, order: StudentOrder, 
/**
 * Besides the name: `born_on sex class ministry_id school_code ethnicity support status phone`.
 */
columns: Array<string>, };

export type StudentViewDraft = { name: string, is_shared: boolean, class?: string | null, only: StudentOnly, order: StudentOrder, 
/**
 * Besides the name: `born_on sex class ministry_id school_code ethnicity support status phone`.
 */
columns: Array<string>, };

export type Suggestion = { occupation: Occupation, 
/**
 * Leading interests of the pupil that lead in the occupation too.
 */
shared: Array<string>, };

export type Suggestions = { 
/**
 * Empty with a reason in `why_none`.
 */
suggestions: Array<Suggestion>, 
/**
 * `no_form`, `incomplete`, `flat` or empty.
 */
why_none: string, 
/**
 * Day of the form they rest on, ISO.
 */
on: string, attribution: string, };

export type SurveyClass = { class: string, students: number, responses: number, 
/**
 * Pupils marked as having handed in no form.
 */
absent: number, };

export type SurveyDraft = { 
/**
 * Id or code.
 */
instrument: string, title: string, classes: Array<string>, opens_on?: string | null, closes_on?: string | null, year?: string | null, };

export type SurveyExport = { survey: string, 
/**
 * Name of a class, else a grade; the whole survey where neither is named.
 */
class?: string | null, grade?: number | null, 
/**
 * Whether it says who answered what, and who has not. Never of a survey without names.
 */
with_names: boolean, path: string, };

export type SurveyForms = { survey: string, 
/**
 * A form for each pupil of the class; one blank form, to be copied, where it is absent.
 */
class?: string | null, path: string, };

export type SurveyGroup = { 
/**
 * `grade`, `sex` or `year`.
 */
kind: string, label: string, responses: number, 
/**
 * Too few answered without a name: nothing else is told.
 */
is_hidden: boolean, 
/**
 * Mean score 0–100 of each scale, in the instrument's order.
 */
means: Array<number | null>, 
/**
 * Code of the group, from these means.
 */
leading: string, };

export type SurveyLine = { id: string, title: string, instrument: string, instrument_title: string, classes: Array<string>, opens_on: string | null, closes_on: string | null, students: number, responses: number, is_closed: boolean, 
/**
 * Asked without names.
 */
is_anonymous: boolean, };

export type SurveyPage = { survey: SurveyLine, instrument: Instrument, classes: Array<SurveyClass>, };

export type SurveyPreview = { survey: string, 
/**
 * A blank form where it is absent.
 */
class?: string | null, 
/**
 * From 1.
 */
page?: number | null, };

export type SurveyProgress = { id: string, title: string, classes: Array<SurveyClass>, };

export type SurveyResponseScore = { student: string | null, name: string, class: string, 
/**
 * By the code of the scale.
 */
scores: { [key in string]: ScaleScore }, 
/**
 * `R-I-A`, with ties `I/S-A`; empty where a scale has too few answers.
 */
code: string, 
/**
 * Whether all interests lie so close together that the order says little.
 */
is_flat: boolean, 
/**
 * Whether the same answer was given to every item.
 */
is_straight: boolean, 
/**
 * Whether every scale has enough answers.
 */
is_enough: boolean, 
/**
 * Items of a paper form that could not be read.
 */
unclear: number, };

export type SurveyResults = { scales: Array<ScaleFigures>, students: number, responses: number, 
/**
 * Responses with enough answers on every scale.
 */
scored: number, flat: number, straight: number, 
/**
 * Responses with too few answers on some scale.
 */
incomplete: number, 
/**
 * Every scale, then the ties that occur; adds up to `scored`.
 */
leading: Array<Leading>, classes: Array<ClassFigures>, 
/**
 * Of forms with names.
 */
rows: Array<SurveyResponseScore>, questions: Array<QuestionFigures>, 
/**
 * How each item behaves, from 30 complete responses of its scale on.
 */
items: Array<ItemFigures>, };

export type SurveyScores = { scales: Array<ScaleFigures>, responses: Array<SurveyResponseScore>, };

export type SurveySheet = { survey: string, class: string, rows: Array<SheetRow>, };

export type SwitchBook = { 
/**
 * A folder; `sample` for the sample school; null for the school's own book.
 */
folder: string | null, };

export type TaskAdd = { year?: string | null, title: string, 
/**
 * Chủ trì.
 */
lead: string, 
/**
 * Phối hợp.
 */
partners: string, 
/**
 * ISO; the last day on which it is done in time.
 */
due_on?: string | null, 
/**
 * What proves it.
 */
product: string, 
/**
 * `todo doing done`
 */
state: string, 
/**
 * ISO; of one that is done.
 */
done_on?: string | null, 
/**
 * Where it stands in a plan.
 */
source: string, note: string, 
/**
 * Id of the activity that fulfils it.
 */
activity?: string | null, 
/**
 * Ids of the documents it rests on or leads to.
 */
documents: Array<string>, };

export type TaskCalendar = { path: string, year?: string | null, };

export type TaskChange = { id: string, task: TaskDraft, };

export type TaskCopy = { year?: string | null, 
/**
 * Id of a ready plan.
 */
template?: string | null, 
/**
 * An earlier year.
 */
from?: string | null, };

export type TaskDraft = { title: string, 
/**
 * Chủ trì.
 */
lead: string, 
/**
 * Phối hợp.
 */
partners: string, 
/**
 * ISO; the last day on which it is done in time.
 */
due_on?: string | null, 
/**
 * What proves it.
 */
product: string, 
/**
 * `todo doing done`
 */
state: string, 
/**
 * ISO; of one that is done.
 */
done_on?: string | null, 
/**
 * Where it stands in a plan.
 */
source: string, note: string, 
/**
 * Id of the activity that fulfils it.
 */
activity?: string | null, 
/**
 * Ids of the documents it rests on or leads to.
 */
documents: Array<string>, };

export type TaskImport = { path: string, year?: string | null, dry_run: boolean, };

export type TaskLine = { id: string, activity_title: string, 
/**
 * Files that prove it.
 */
files: number, standing: 'done' | 'late' | 'overdue' | 'near' | 'ahead', 
/**
 * Days left, or days overdue; 0 for the others.
 */
days: number, title: string, 
/**
 * Chủ trì.
 */
lead: string, 
/**
 * Phối hợp.
 */
partners: string, 
/**
 * ISO; the last day on which it is done in time.
 */
due_on?: string | null, 
/**
 * What proves it.
 */
product: string, 
/**
 * `todo doing done`
 */
state: string, 
/**
 * ISO; of one that is done.
 */
done_on?: string | null, 
/**
 * Where it stands in a plan.
 */
source: string, note: string, 
/**
 * Id of the activity that fulfils it.
 */
activity?: string | null, 
/**
 * Ids of the documents it rests on or leads to.
 */
documents: Array<string>, };

export type TaskPage = { year: string, 
/**
 * By their last day.
 */
tasks: Array<TaskLine>, templates: Array<TaskTemplate>, 
/**
 * The year before, where it has a plan.
 */
before: string | null, is_locked: boolean, today: Date, };

export type TaskTemplate = { id: string, name: string, document: string, 
/**
 * Levels of school that it is for; empty for all.
 */
levels: Array<Level>, tasks: Array<TemplateTask>, };

export type TasksTaken = { read: number, new: number, 
/**
 * In the plan already, by their words.
 */
unchanged: number, 
/**
 * What each row became, in the order of the file.
 */
tasks: Array<TaskDraft>, 
/**
 * Headings of columns that were not understood and did not come in.
 */
unknown: Array<string>, };

export type TemplateTask = { number: string, title: string, lead: string, partners: string, 
/**
 * In words: `trước ngày 30/5`.
 */
due: string, product: string, };

export type Training = { id: string, school: string, place: string, 
/**
 * `sc tc cd dh`, or empty.
 */
level: string, note: string, noted_at: string, };

export type TrainingDraft = { occupation: string, school: string, place: string, level: string, note: string, };

export type Trip = { 
/**
 * `07:00`; empty where it is not known.
 */
leaves_at: string, returns_at: string, 
/**
 * The person who receives the school.
 */
host: string, host_phone: string, 
/**
 * Group of trades that is shown: `Cơ khí, hàn`.
 */
field: string, transport: string, 
/**
 * The day the plan was approved, ISO.
 */
approved_on: string | null, 
/**
 * Safety plan in the school's words.
 */
safety: string, reflection: string, 
/**
 * Pupils' own reflections handed in.
 */
reflections: number, teachers: Array<TripTeacher>, tasks: Array<TripTask>, };

export type TripChange = { id: string, trip: Trip, 
/**
 * The lines of money; absent, they stay.
 */
funding?: Array<FundingLine> | null, };

export type TripDuty = { id: string, title: string, 
/**
 * `THCS`
 */
level: string, met: boolean, source: string, };

export type TripExport = { id: string, path: string, };

export type TripFigures = { 
/**
 * Pupils on the list.
 */
listed: number, consented: number, refused: number, 
/**
 * Parents who have not answered, of pupils who are not known to have stayed at home.
 */
unanswered: number, present: number, present_female: number, absent: number, 
/**
 * Not called yet.
 */
uncalled: number, tasks: number, tasks_done: number, };

export type TripLine = { activity: ActivityLine, partners: Array<string>, figures: TripFigures, 
/**
 * Where it stands: the first stage that is not done; empty when all are.
 */
stage: 'plan' | 'consent' | 'day' | 'review' | '', };

export type TripMark = { id: string, 
/**
 * Ids of the pupils.
 */
students: Array<string>, is_listed?: boolean | null, consent: 'open' | 'given' | 'refused' | null, attendance: 'open' | 'present' | 'absent' | null, note?: string | null, };

export type TripPage = { activity: ActivityPage, 
/**
 * `9A–9B`
 */
audience: string, trip: Trip, figures: TripFigures, stages: Array<TripStage>, students: Array<TripStudentLine>, duties: Array<TripDuty>, planned_vnd: number, spent_vnd: number, 
/**
 * What was spent (planned where nothing was spent yet) for each pupil, in whole đồng; null
 * while nobody goes.
 */
per_student_vnd: number | null, };

export type TripQuery = { year?: string | null, status: 'planned' | 'done' | 'cancelled' | null, text?: string | null, 
/**
 * At most so many; 200 where it is absent.
 */
limit?: number | null, 
/**
 * How many to skip.
 */
after?: number | null, };

export type TripStage = { 
/**
 * `plan consent day review`
 */
stage: string, is_done: boolean, 
/**
 * `83/85 cha mẹ học sinh`
 */
detail: string, };

export type TripStudentLine = { student: string, name: string, class: string, 
/**
 * Whether they are to go.
 */
is_listed: boolean, consent: 'open' | 'given' | 'refused', attendance: 'open' | 'present' | 'absent', note: string, };

export type TripTask = { 
/**
 * `plan consent day review`
 */
stage: string, title: string, is_done: boolean, };

export type TripTeacher = { name: string, phone: string, 
/**
 * `Trưởng đoàn`, `Phụ trách 9A`
 */
duty: string, };

export type TripToApprove = { id: string, title: string, starts_on: Date, audience: string, };

export type TurnClass = { class: string, grade: number, 
/**
 * Proposed name in the open year; empty where the level ends.
 */
to: string, is_last: boolean, 
/**
 * Those still there at the year's end, by name.
 */
students: Array<TurnStudent>, };

export type TurnDone = { up: number, stays: number, gone: number, 
/**
 * Of the classes that ended their level.
 */
completed: number, 
/**
 * Had a place in the open year already.
 */
skipped: number, new_classes: Array<string>, };

export type TurnException = { student: string, 
/**
 * `up stays transferred left dropped_out`
 */
fate: string, 
/**
 * Name of the class in the new year, for `up` and `stays`: where a class was split, or for who
 * repeats the grade.
 */
to: string, };

export type TurnMake = { moves: Array<TurnMove>, exceptions: Array<TurnException>, };

export type TurnMove = { 
/**
 * Name in the year before.
 */
class: string, 
/**
 * Name in the new year; empty where the class has finished its level.
 */
to: string, };

export type TurnPage = { 
/**
 * The year before; absent where the book holds none.
 */
from: string | null, to: string, classes: Array<TurnClass>, };

export type TurnStudent = { id: string, name: string, 
/**
 * Class in the open year, where they have one already; such a pupil is left as they are.
 */
now: string | null, };

export type Wish = { 
/**
 * From 1.
 */
round: number, 
/**
 * From 1: NV1, NV2, NV3.
 */
rank: number, 
/**
 * A code of [`streams`]; empty where it is open.
 */
stream: string, school: string, trade: string, 
/**
 * ISO; the day on which it was stated.
 */
stated_on: string | null, };

export type Year = { 
/**
 * `2025-2026`; it is the year's id as well.
 */
year: string, starts_on: Date, ends_on: Date, is_locked: boolean, 
/**
 * Whether the book is turned to this year.
 */
is_current: boolean, };

export type YearBefore = { year: string, met: number, checks: Array<Check>, figures: Figures, };

export type YearChange = { year: string, starts_on: string, ends_on: string, };

export type YearDraft = { year: string, starts_on?: string | null, ends_on?: string | null, 
/**
 * Whether the classes of the current year are made again, empty, in the new one.
 */
copy_classes: boolean, };

export type YearLock = { year: string, is_locked: boolean, };

export type YearOpen = { year: string, };

/** Every command: its request and its answer. */
export interface Commands {
  progress: [Nothing, Step];
  cancel: [Nothing, null];
  book_state: [Nothing, BookState];
  book_create: [NewBookDraft, BookMade];
  book_demo: [DemoDraft, BookMade];
  book_switch: [SwitchBook, BookState];
  book_open: [OpenBook, Session];
  book_recover: [RecoverBook, Session];
  book_close: [Nothing, BookState];
  book_restore: [RestoreBook, BookState];
  book_rescue: [OpenBook, BookRescued];
  folder_check: [FolderCheck, FolderChecked];
  session_get: [Nothing, Session];
  settings_get: [Nothing, Settings];
  settings_change: [Settings, Done<null>];
  school_get: [Nothing, School];
  school_change: [School, Done<null>];
  profile_get: [ByYear, Profile];
  profile_change: [ProfileChange, Done<null>];
  narrative_get: [ByYear, NarrativePage];
  narrative_change: [NarrativeChange, Done<null>];
  account_list: [Nothing, Array<AccountLine>];
  account_add: [AccountDraft, Done<string>];
  account_change: [AccountChange, Done<null>];
  account_remove: [ById, Done<null>];
  account_hand_on: [AccountHandOn, BookState];
  password_change: [PasswordChange, Done<null>];
  recovery_get: [Nothing, Recovery];
  recovery_check: [RecoveryCheck, Done<null>];
  recovery_confirm: [Nothing, Done<null>];
  recovery_add: [RecoveryAdd, RecoveryKey];
  year_list: [Nothing, Array<Year>];
  year_add: [YearDraft, Done<Year>];
  year_change: [YearChange, Done<null>];
  year_lock: [YearLock, Done<null>];
  year_open: [YearOpen, Session];
  class_list: [ByYear, Array<ClassLine>];
  class_add: [ClassDraft, Done<string>];
  class_change: [ClassChange, Done<null>];
  class_remove: [ById, Done<null>];
  student_list: [StudentQuery, Array<StudentLine>];
  student_count: [StudentQuery, number];
  student_get: [ById, StudentLine];
  student_add: [StudentDraft, Done<string>];
  student_change: [StudentChange, Done<null>];
  student_remove: [ById, Done<null>];
  duplicate_list: [Nothing, Array<DuplicatePair>];
  duplicate_decide: [DuplicateDecision, Done<null>];
  roster_open: [RosterOpen, RosterPreview];
  roster_list: [RosterQuery, RosterPage];
  roster_change: [RosterChange, RosterPreview];
  roster_import: [ByToken, Done<RosterDone>];
  roster_close: [ByToken, Nothing];
  roster_refused_export: [RosterRefusedExport, Exported];
  activity_kinds: [Nothing, Array<ActivityKind>];
  activity_list: [ActivityQuery, Array<ActivityLine>];
  activity_summary: [ActivityQuery, ActivitySummary];
  activity_get: [ById, ActivityPage];
  activity_latest: [ActivityLike, ActivityDraft | null];
  activity_add: [ActivityDraft, Done<ActivityAdded>];
  activity_change: [ActivityChange, Done<ActivityPage>];
  activity_remove: [ById, Done<null>];
  activity_restore: [ById, Done<null>];
  activity_export: [ActivityExport, Exported];
  kind_add: [KindDraft, Done<string>];
  trip_list: [TripQuery, Array<TripLine>];
  trip_get: [ById, TripPage];
  trip_change: [TripChange, Done<TripPage>];
  trip_mark: [TripMark, Done<TripPage>];
  trip_finish: [ById, Done<TripPage>];
  trip_approve: [ById, Done<TripPage>];
  trip_export: [TripExport, Exported];
  counsel_list: [CounselQuery, Array<CounselLine>];
  counsel_count: [ByYear, CounselCounts];
  counsel_get: [ById, CounselPage];
  counsel_add: [CounselDraft, Done<CounselPage>];
  counsel_change: [CounselChange, Done<CounselPage>];
  counsel_remove: [ById, Done<null>];
  counsel_agenda: [ByYear, Array<CounselAppointment>];
  counsel_referral_get: [ById, CounselReferralSlip];
  counsel_seal_get: [Nothing, CounselSeal];
  counsel_seal_open: [CounselPassword, CounselSeal];
  counsel_seal_new: [CounselPassword, RecoveryKey];
  counsel_seal_recover: [CounselSealRecover, CounselSeal];
  counsel_seal_close: [Nothing, CounselSeal];
  counsel_note_get: [ById, CounselNote];
  counsel_note_set: [CounselNoteSet, Done<null>];
  counsel_slip_new: [CounselPassword, RecoveryKey];
  counsel_hand_on: [CounselHandOn, Nothing];
  evidence_list: [EvidenceQuery, Array<EvidenceLine>];
  evidence_add: [EvidenceDraft, Done<EvidenceLine>];
  evidence_remove: [ById, Done<null>];
  evidence_export: [EvidenceExport, Exported];
  partner_list: [PartnerQuery, Array<string>];
  act_list: [ActQuery, Array<ActLine>];
  act_undo: [ActUndo, Done<ActLine>];
  act_redo: [Nothing, Done<ActLine>];
  audit_list: [AuditQuery, AuditPage];
  audit_check: [Nothing, AuditCheck];
  audit_export: [AuditExport, Exported];
  find_list: [FindQuery, Array<FindHit>];
  instrument_list: [Nothing, Array<InstrumentLine>];
  instrument_add: [InstrumentDraft, Done<string>];
  instrument_change: [InstrumentChange, Done<string>];
  instrument_remove: [ById, Done<null>];
  survey_list: [ByYear, Array<SurveyLine>];
  survey_open: [SurveyDraft, Done<string>];
  survey_get: [BySurvey, SurveyPage];
  survey_close: [BySurvey, Done<null>];
  survey_remove: [BySurvey, Done<null>];
  survey_preview: [SurveyPreview, PaperPreview];
  survey_forms: [SurveyForms, Exported];
  survey_sheet: [SheetQuery, SurveySheet];
  answers_change: [AnswersChange, Done<null>];
  answers_import: [AnswersImport, Done<AnswersDone>];
  survey_scores: [BySurvey, SurveyScores];
  survey_results: [ResultsQuery, SurveyResults];
  survey_groups: [BySurvey, Array<SurveyGroup>];
  survey_export: [SurveyExport, Exported];
  student_many_change: [StudentManyChange, Done<StudentManyDone>];
  student_view_list: [Nothing, Array<StudentView>];
  student_view_save: [StudentViewDraft, Done<string>];
  student_view_remove: [ById, Done<null>];
  student_list_export: [StudentListExport, Exported];
  lesson_open: [LessonOpen, LessonPage];
  lesson_get: [Nothing, LessonPage | null];
  lesson_close: [Nothing, Nothing];
  lesson_reopen: [ByStudent, LessonPage];
  lesson_form: [ByStudent, LessonForm];
  lesson_save: [LessonSave, Done<null>];
  password_check: [OwnPassword, Nothing];
  occupation_list: [Nothing, OccupationPage];
  occupation_add: [OccupationDraft, Done<string>];
  occupation_change: [OccupationChange, Done<null>];
  occupation_remove: [ById, Done<null>];
  occupation_suggest: [ById, Suggestions];
  occupation_preview: [OccupationPreview, PaperPreview];
  occupation_sheets: [OccupationSheets, Exported];
  training_add: [TrainingDraft, Done<string>];
  training_remove: [ById, Done<null>];
  aid_list: [ById, Array<AidLine>];
  aid_add: [AidAdd, Done<string>];
  aid_remove: [ById, Done<null>];
  roster_imports: [Nothing, Array<RosterImportLine>];
  retention_get: [Nothing, RetentionPage];
  retention_change: [RetentionChange, Done<null>];
  retention_erase: [RetentionErase, Done<number>];
  consent_list: [RecordQuery, ConsentList];
  consent_get: [ById, ConsentPage];
  consent_add: [ConsentAdd, Done<null>];
  consent_preview: [ConsentPreview, PaperPreview];
  consent_slips: [ConsentSlips, Exported];
  request_add: [DataRequest, Done<string>];
  request_change: [RequestChange, Done<null>];
  request_end: [RequestEnd, Done<null>];
  student_export: [StudentExport, Exported];
  student_erase: [ById, Done<Array<Mentioned>>];
  turn_get: [Nothing, TurnPage];
  turn_make: [TurnMake, Done<TurnDone>];
  record_get: [ById, RecordPage];
  record_change: [RecordChange, Done<RecordPage>];
  record_review: [RecordReview, Done<RecordPage>];
  record_list: [RecordQuery, RecordList];
  record_preview: [RecordPreview, PaperPreview];
  record_export: [RecordExport, Exported];
  class_overview_get: [ClassQuery, ClassOverview];
  outcome_get: [OutcomeAsk, OutcomePage];
  outcome_list: [OutcomeListAsk, Array<OutcomeStudent>];
  outcome_set: [OutcomeDraft, Done<null>];
  outcome_completed: [OutcomeCompleted, Done<null>];
  outcome_counting: [OutcomeCounting, Done<null>];
  outcome_calls: [OutcomeCalls, Exported];
  outcome_import: [OutcomeImport, Done<OutcomesDone>];
  handover_get: [HandoverAsk, HandoverPage];
  handover_make: [HandoverDraft, Done<HandoverMade>];
  handover_receipt: [HandoverReceipt, Exported];
  handover_public: [HandoverPublic, Exported];
  handover_mark: [HandoverMark, Done<null>];
  handover_state: [HandoverState, Done<null>];
  issued_list: [ByYear, Array<IssuedLine>];
  issued_get: [ById, IssuedReport];
  report_issue: [ReportIssue, Done<string>];
  issued_export: [IssuedExport, Exported];
  check_get: [CheckAsk, CheckPage];
  check_preview: [CheckAsk, PaperPreview];
  check_export: [CheckExport, Exported];
  document_list: [Nothing, DocumentPage];
  document_add: [DocumentAdd, Done<string>];
  document_change: [DocumentChange, Done<null>];
  document_remove: [ById, Done<null>];
  body_change: [BodyChange, Done<null>];
  body_remove: [ByCode, Done<null>];
  means_list: [ByYear, MeansPage];
  means_add: [MeansAdd, Done<string>];
  means_change: [MeansChange, Done<null>];
  means_remove: [ById, Done<null>];
  task_list: [ByYear, TaskPage];
  task_add: [TaskAdd, Done<string>];
  task_change: [TaskChange, Done<null>];
  task_remove: [ById, Done<null>];
  task_copy: [TaskCopy, Done<TasksTaken>];
  task_import: [TaskImport, Done<TasksTaken>];
  task_calendar: [TaskCalendar, Exported];
  rule_set_list: [ByYear, Array<RuleSetLine>];
  rule_set_use: [RuleSetUse, Done<null>];
  rule_set_get: [ById, RuleSetPage];
  rule_set_copy: [RuleSetCopy, Done<string>];
  rule_set_change: [RuleSetChange, Done<null>];
  rule_set_remove: [ById, Done<null>];
  rule_set_import: [RuleSetFile, Done<string>];
  rule_set_export: [RuleSetExport, Exported];
  check_explain: [CheckExplain, Done<null>];
  check_list: [ByYear, Array<Check>];
  overview_get: [ByYear, Overview];
  report_outline: [OutlineQuery, Outline];
  report_export: [ReportExport, Exported];
  backup_list: [Nothing, Array<BackupLine>];
  backup_get: [Nothing, BackupState];
  backup_add: [BackupAdd, BackupLine];
  backup_tick: [Nothing, BackupTicked];
  backup_try: [Nothing, Done<BackupTried>];
  book_check: [Nothing, CheckUp];
  demo_fill: [DemoFill, Done<null>];
}
