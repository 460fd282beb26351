//! Roles, and every act a person can do: who may, and what it makes stale.

use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a person is in this book.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Giáo viên tư vấn hướng nghiệp: keeps the book.
    Counselor,
    /// Hiệu trưởng, phó hiệu trưởng: reads everything, reports, locks.
    Principal,
    /// Giáo viên chủ nhiệm: their own class and nothing else.
    Teacher,
}

impl Role {
    /// The three roles.
    pub const ALL: [Role; 3] = [Role::Counselor, Role::Principal, Role::Teacher];

    /// As stored and sent: `counselor`, `principal`, `teacher`.
    pub fn code(self) -> &'static str {
        match self {
            Role::Counselor => "counselor",
            Role::Principal => "principal",
            Role::Teacher => "teacher",
        }
    }
}

impl FromStr for Role {
    type Err = ();

    fn from_str(code: &str) -> Result<Self, ()> {
        Role::ALL
            .into_iter()
            .find(|role| role.code() == code)
            .ok_or(())
    }
}

const KEEPS: &[Role] = &[Role::Counselor];
const LEADS: &[Role] = &[Role::Counselor, Role::Principal];
const HEADS: &[Role] = &[Role::Principal];
const KEEPS_OR_TEACHES: &[Role] = &[Role::Counselor, Role::Teacher];
const EVERYONE: &[Role] = &[Role::Counselor, Role::Principal, Role::Teacher];

macro_rules! ops {
    ($($op:ident $name:literal $who:ident [$($area:literal)*];)*) => {
        /// Every act a person can do; each is the command of the same name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Op { $($op),* }

        impl Op {
            /// All acts, in the order of this table.
            pub const ALL: &'static [Op] = &[$(Op::$op),*];

            /// The command's name.
            pub fn name(self) -> &'static str {
                match self { $(Op::$op => $name),* }
            }

            /// The roles that may do it.
            pub fn who(self) -> &'static [Role] {
                match self { $(Op::$op => $who),* }
            }

            /// The areas whose screens must be read again afterwards.
            pub fn touches(self) -> &'static [&'static str] {
                match self { $(Op::$op => &[$($area),*]),* }
            }
        }
    };
}

ops! {
    SessionGet "session_get" EVERYONE [];
    SettingsGet "settings_get" LEADS [];
    SettingsChange "settings_change" LEADS ["settings" "session"];
    SchoolGet "school_get" LEADS [];
    SchoolChange "school_change" LEADS ["school" "session" "check" "overview" "report"];
    ProfileGet "profile_get" LEADS [];
    ProfileChange "profile_change" LEADS ["profile" "report" "overview"];
    NarrativeGet "narrative_get" LEADS [];
    NarrativeChange "narrative_change" LEADS ["narrative" "report"];
    AccountList "account_list" LEADS [];
    AccountAdd "account_add" LEADS ["account"];
    AccountChange "account_change" LEADS ["account" "session"];
    AccountRemove "account_remove" LEADS ["account"];
    AccountHandOn "account_hand_on" KEEPS ["account" "session"];
    PasswordChange "password_change" EVERYONE ["account"];
    RecoveryAdd "recovery_add" LEADS ["account" "overview"];
    RecoveryGet "recovery_get" LEADS [];
    RecoveryCheck "recovery_check" LEADS ["overview"];
    RecoveryConfirm "recovery_confirm" LEADS ["overview"];
    YearList "year_list" EVERYONE [];
    YearAdd "year_add" LEADS ["year" "session" "class"];
    YearChange "year_change" LEADS ["year" "session" "check" "overview" "report"];
    YearLock "year_lock" HEADS ["year" "session" "activity" "trip" "counsel" "student" "class" "survey"
                                "overview" "report"];
    YearOpen "year_open" EVERYONE [];
    ClassList "class_list" EVERYONE [];
    ClassAdd "class_add" KEEPS ["class"];
    ClassChange "class_change" KEEPS ["class" "student" "activity" "survey" "report"];
    ClassRemove "class_remove" KEEPS ["class"];
    StudentList "student_list" EVERYONE [];
    StudentCount "student_count" EVERYONE [];
    StudentGet "student_get" EVERYONE [];
    StudentAdd "student_add" KEEPS ["student" "class" "survey" "overview" "report"];
    StudentChange "student_change" KEEPS ["student" "class" "survey" "overview" "report"];
    StudentRemove "student_remove" KEEPS ["student" "class" "survey" "overview" "report"];
    DuplicateList "duplicate_list" KEEPS [];
    DuplicateDecide "duplicate_decide" KEEPS ["student" "class" "survey" "trip" "overview" "report"];
    RosterOpen "roster_open" KEEPS [];
    RosterList "roster_list" KEEPS [];
    RosterChange "roster_change" KEEPS [];
    RosterImport "roster_import" KEEPS ["student" "class" "survey" "overview" "report"];
    RosterClose "roster_close" KEEPS [];
    RosterRefusedExport "roster_refused_export" KEEPS [];
    ActivityKinds "activity_kinds" LEADS [];
    ActivityList "activity_list" LEADS [];
    ActivitySummary "activity_summary" LEADS [];
    ActivityGet "activity_get" LEADS [];
    ActivityLatest "activity_latest" LEADS [];
    ActivityAdd "activity_add" KEEPS ["activity" "task" "check" "overview" "report" "partner"];
    ActivityChange "activity_change" KEEPS ["activity" "task" "check" "overview" "report" "partner"];
    ActivityRemove "activity_remove" KEEPS ["activity" "task" "check" "overview" "report"];
    ActivityRestore "activity_restore" KEEPS ["activity" "task" "check" "overview" "report"];
    ActivityExport "activity_export" LEADS [];
    KindAdd "kind_add" KEEPS ["activity_kind"];
    TripList "trip_list" LEADS [];
    TripGet "trip_get" LEADS [];
    TripChange "trip_change" KEEPS ["trip" "activity" "check" "overview" "report"];
    TripMark "trip_mark" KEEPS ["trip"];
    TripFinish "trip_finish" KEEPS ["trip" "activity" "task" "check" "overview" "report"];
    TripApprove "trip_approve" HEADS ["trip" "overview"];
    TripExport "trip_export" LEADS [];
    CounselList "counsel_list" KEEPS [];
    CounselCount "counsel_count" EVERYONE [];
    CounselGet "counsel_get" KEEPS [];
    CounselAdd "counsel_add" KEEPS ["counsel" "report"];
    CounselChange "counsel_change" KEEPS ["counsel" "report"];
    CounselRemove "counsel_remove" KEEPS ["counsel" "report"];
    CounselAgenda "counsel_agenda" KEEPS [];
    CounselReferralGet "counsel_referral_get" KEEPS [];
    CounselSealGet "counsel_seal_get" KEEPS [];
    CounselSealOpen "counsel_seal_open" KEEPS [];
    CounselSealNew "counsel_seal_new" KEEPS [];
    CounselSealRecover "counsel_seal_recover" KEEPS [];
    CounselSealClose "counsel_seal_close" KEEPS [];
    CounselNoteGet "counsel_note_get" KEEPS [];
    CounselNoteSet "counsel_note_set" KEEPS ["counsel"];
    CounselSlipNew "counsel_slip_new" KEEPS [];
    CounselHandOn "counsel_hand_on" KEEPS [];
    EvidenceList "evidence_list" LEADS [];
    EvidenceAdd "evidence_add" KEEPS ["evidence" "activity" "task" "document" "report"];
    EvidenceRemove "evidence_remove" KEEPS ["evidence" "activity" "task" "document" "report"];
    EvidenceExport "evidence_export" LEADS [];
    PartnerList "partner_list" LEADS [];
    ActList "act_list" LEADS [];
    ActUndo "act_undo" EVERYONE ["activity" "trip" "record" "consent" "counsel" "student" "class" "survey" "school" "profile" "narrative"
                             "year" "account" "partner" "aid" "occupation" "outcome" "handover" "document" "means" "rule_set" "task" "student_view" "check" "overview" "report" "session"];
    ActRedo "act_redo" EVERYONE ["activity" "trip" "record" "consent" "counsel" "student" "class" "survey" "school" "profile" "narrative"
                             "year" "account" "partner" "aid" "occupation" "outcome" "handover" "document" "means" "rule_set" "task" "student_view" "check" "overview" "report" "session"];
    AuditList "audit_list" LEADS [];
    AuditCheck "audit_check" LEADS [];
    AuditExport "audit_export" LEADS [];
    FindList "find_list" EVERYONE [];
    InstrumentList "instrument_list" LEADS [];
    InstrumentAdd "instrument_add" KEEPS ["instrument"];
    InstrumentChange "instrument_change" KEEPS ["instrument"];
    InstrumentRemove "instrument_remove" KEEPS ["instrument"];
    SurveyList "survey_list" LEADS [];
    SurveyOpen "survey_open" KEEPS ["survey" "overview" "report"];
    SurveyGet "survey_get" LEADS [];
    SurveyClose "survey_close" KEEPS ["survey" "overview"];
    SurveyRemove "survey_remove" KEEPS ["survey" "overview" "report"];
    SurveyPreview "survey_preview" LEADS [];
    SurveyForms "survey_forms" LEADS [];
    SurveySheet "survey_sheet" KEEPS [];
    AnswersChange "answers_change" KEEPS ["survey" "overview" "report"];
    AnswersImport "answers_import" KEEPS ["survey" "overview" "report"];
    SurveyScores "survey_scores" LEADS [];
    SurveyResults "survey_results" LEADS [];
    SurveyGroups "survey_groups" LEADS [];
    SurveyExport "survey_export" LEADS [];
    StudentManyChange "student_many_change" KEEPS ["student" "class" "record" "survey" "overview" "report"];
    StudentViewList "student_view_list" EVERYONE [];
    StudentViewSave "student_view_save" EVERYONE ["student_view"];
    StudentViewRemove "student_view_remove" EVERYONE ["student_view"];
    StudentListExport "student_list_export" EVERYONE [];
    LessonOpen "lesson_open" KEEPS [];
    LessonGet "lesson_get" KEEPS [];
    LessonClose "lesson_close" KEEPS [];
    LessonReopen "lesson_reopen" KEEPS [];
    LessonForm "lesson_form" KEEPS [];
    LessonSave "lesson_save" KEEPS ["survey" "overview" "report"];
    PasswordCheck "password_check" EVERYONE [];
    OccupationList "occupation_list" EVERYONE [];
    OccupationAdd "occupation_add" KEEPS ["occupation"];
    OccupationChange "occupation_change" KEEPS ["occupation"];
    OccupationRemove "occupation_remove" KEEPS ["occupation"];
    OccupationSuggest "occupation_suggest" EVERYONE [];
    OccupationPreview "occupation_preview" EVERYONE [];
    OccupationSheets "occupation_sheets" EVERYONE [];
    TrainingAdd "training_add" KEEPS ["occupation"];
    TrainingRemove "training_remove" KEEPS ["occupation"];
    AidList "aid_list" LEADS [];
    AidAdd "aid_add" KEEPS ["aid"];
    AidRemove "aid_remove" KEEPS ["aid"];
    RosterImports "roster_imports" KEEPS [];
    RetentionGet "retention_get" KEEPS [];
    RetentionChange "retention_change" KEEPS ["consent" "overview"];
    RetentionErase "retention_erase" KEEPS ["student" "record" "consent" "survey" "class" "report" "overview"];
    ConsentList "consent_list" LEADS [];
    ConsentGet "consent_get" LEADS [];
    ConsentAdd "consent_add" KEEPS ["consent" "handover" "check"];
    ConsentPreview "consent_preview" LEADS [];
    ConsentSlips "consent_slips" LEADS [];
    RequestAdd "request_add" KEEPS ["consent" "overview"];
    RequestChange "request_change" KEEPS ["consent" "overview"];
    RequestEnd "request_end" KEEPS ["consent" "overview"];
    StudentExport "student_export" KEEPS ["audit"];
    StudentErase "student_erase" KEEPS ["student" "record" "consent" "survey" "class" "report"];
    TurnGet "turn_get" KEEPS [];
    TurnMake "turn_make" KEEPS ["student" "class" "record" "survey" "overview" "report"];
    RecordGet "record_get" EVERYONE [];
    RecordChange "record_change" KEEPS ["record" "overview" "report"];
    RecordReview "record_review" KEEPS_OR_TEACHES ["record" "overview" "report"];
    RecordList "record_list" EVERYONE [];
    RecordPreview "record_preview" EVERYONE [];
    RecordExport "record_export" EVERYONE [];
    ClassOverviewGet "class_overview_get" EVERYONE [];
    OutcomeGet "outcome_get" LEADS [];
    OutcomeList "outcome_list" LEADS [];
    OutcomeSet "outcome_set" KEEPS ["outcome" "record" "check" "overview" "report"];
    OutcomeCompleted "outcome_completed" KEEPS ["outcome" "check" "overview" "report"];
    OutcomeCounting "outcome_counting" LEADS ["outcome" "check" "overview" "report"];
    OutcomeCalls "outcome_calls" KEEPS [];
    OutcomeImport "outcome_import" KEEPS ["outcome" "record" "check" "overview" "report"];
    HandoverGet "handover_get" LEADS [];
    HandoverMake "handover_make" KEEPS ["handover" "check" "overview" "report" "audit"];
    HandoverReceipt "handover_receipt" KEEPS [];
    HandoverPublic "handover_public" KEEPS [];
    HandoverMark "handover_mark" KEEPS ["handover" "check" "overview" "report"];
    HandoverState "handover_state" KEEPS ["handover" "report"];
    IssuedList "issued_list" LEADS [];
    IssuedGet "issued_get" LEADS [];
    ReportIssue "report_issue" LEADS ["report" "audit"];
    IssuedExport "issued_export" LEADS [];
    CheckGet "check_get" LEADS [];
    CheckPreview "check_preview" LEADS [];
    CheckExport "check_export" LEADS [];
    DocumentList "document_list" LEADS [];
    DocumentAdd "document_add" LEADS ["document" "report"];
    DocumentChange "document_change" LEADS ["document" "report"];
    DocumentRemove "document_remove" LEADS ["document" "report"];
    BodyChange "body_change" LEADS ["document" "report"];
    BodyRemove "body_remove" LEADS ["document" "report"];
    MeansList "means_list" LEADS [];
    MeansAdd "means_add" LEADS ["means" "check" "overview" "report"];
    MeansChange "means_change" LEADS ["means" "check" "overview" "report"];
    MeansRemove "means_remove" LEADS ["means" "check" "overview" "report"];
    TaskList "task_list" LEADS [];
    TaskAdd "task_add" LEADS ["task" "overview" "report"];
    TaskChange "task_change" LEADS ["task" "overview" "report"];
    TaskRemove "task_remove" LEADS ["task" "overview" "report"];
    TaskCopy "task_copy" LEADS ["task" "overview" "report"];
    TaskImport "task_import" LEADS ["task" "overview" "report"];
    TaskCalendar "task_calendar" LEADS [];
    RuleSetList "rule_set_list" LEADS [];
    RuleSetUse "rule_set_use" LEADS ["rule_set" "check" "overview" "report" "trip"];
    RuleSetGet "rule_set_get" LEADS [];
    RuleSetCopy "rule_set_copy" LEADS ["rule_set"];
    RuleSetChange "rule_set_change" LEADS ["rule_set" "check" "overview" "report"];
    RuleSetRemove "rule_set_remove" LEADS ["rule_set"];
    RuleSetImport "rule_set_import" LEADS ["rule_set"];
    RuleSetExport "rule_set_export" LEADS [];
    CheckExplain "check_explain" LEADS ["check" "overview" "report"];
    CheckList "check_list" LEADS [];
    OverviewGet "overview_get" LEADS [];
    ReportOutline "report_outline" LEADS [];
    ReportExport "report_export" LEADS [];
    BackupList "backup_list" LEADS [];
    BackupGet "backup_get" LEADS [];
    BackupAdd "backup_add" LEADS ["backup" "session"];
    BackupTick "backup_tick" EVERYONE [];
    BackupTry "backup_try" LEADS ["backup"];
    BookCheck "book_check" LEADS [];
    DemoFill "demo_fill" KEEPS ["activity" "trip" "counsel" "student" "class" "survey" "school" "profile"
                                "narrative" "year" "account" "partner" "check" "overview"
                                "report" "session"];
}

impl Op {
    /// Whether `role` may do this.
    pub fn may(self, role: Role) -> bool {
        self.who().contains(&role)
    }

    /// The act with this command name.
    pub fn named(name: &str) -> Option<Op> {
        Op::ALL.iter().copied().find(|op| op.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_teacher_changes_password_and_kept_lists_reviews_records_takes_that_back_and_nothing_else()
    {
        let writes = Op::ALL.iter().filter(|op| !op.touches().is_empty());
        let may: Vec<_> = writes.filter(|op| op.may(Role::Teacher)).collect();
        let own = [
            Op::PasswordChange,
            Op::StudentViewSave,
            Op::StudentViewRemove,
            Op::RecordReview,
            Op::ActUndo,
            Op::ActRedo,
        ];
        assert!(may.iter().all(|op| own.contains(op)) && may.len() == own.len());
    }
}
