//! Every command the program knows, once: the window, the terminal and the browser tests call
//! this list, and the interface's types are generated from it.

pub mod account;
pub mod act;
pub mod activity;
pub mod aid;
pub mod answers;
pub mod audit;
pub mod backup;
pub mod book;
pub mod check;
pub mod check_page;
pub mod class;
pub mod class_overview;
pub mod consent;
pub mod consent_paper;
pub mod counsel;
pub mod counsel_seal;
pub mod demo;
pub mod document;
pub mod duplicate;
pub mod evidence;
pub mod find;
pub mod folder;
pub mod handover;
mod held;
pub mod issued;
pub mod lesson;
pub mod means;
pub mod occupation;
pub mod occupation_paper;
pub mod outcome;
pub mod paper;
pub mod record;
pub mod record_paper;
pub mod report;
pub mod retention;
pub mod roster;
pub mod rule_set;
pub mod school;
pub mod student;
pub mod student_many;
pub mod student_view;
pub mod survey;
pub mod survey_export;
pub mod survey_paper;
pub mod task;
pub mod trip;
pub mod turn;
pub mod typescript;
pub mod year;

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use crate::book::Done;
use crate::desk::Desk;
use crate::domain::role::Op;
use crate::error::{Error, Problem, Result};
use typescript::Declarations;

/// A request or an answer with nothing in it.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, JsonSchema, TS)]
pub struct Nothing {}

/// An id, as the request of many commands.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct ById {
    pub id: String,
}

/// A school year; the one the book is turned to where it is absent.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[ts(optional_fields = nullable)]
pub struct ByYear {
    #[serde(default)]
    pub year: Option<String>,
}

/// One command as `commands` prints it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Described {
    pub name: String,
    /// Roles that may call it; empty for what needs no open book.
    pub roles: Vec<String>,
    pub request: Value,
    pub answer: Value,
}

macro_rules! commands {
    (
        door { $($door:literal $door_path:path : $door_request:ty => $door_answer:ty;)* }
        inside { $($op:ident $path:path : $request:ty => $answer:ty;)* }
    ) => {
        /// Calls a command by name: role first, then the request, then the act.
        pub fn call(desk: &mut Desk, name: &str, request: Value) -> Result<Value> {
            match name {
                $($door => return run(desk, name, request, $door_path),)*
                _ => {}
            }
            let Some(op) = Op::named(name) else {
                return Err(Error::Call(Problem::new("", "call.unknown").with("name", name)));
            };
            desk.book()?.allow(op)?;
            match op {
                $(Op::$op => run(desk, name, request, $path),)*
            }
        }

        /// Every command with the schemas of its request and answer.
        pub fn describe() -> Vec<Described> {
            vec![
                $(described::<$door_request, $door_answer>($door, &[]),)*
                $(described::<$request, $answer>(Op::$op.name(), Op::$op.who()),)*
            ]
        }

        /// The commands' types for the interface.
        pub fn declare(declarations: &mut Declarations) {
            $(declarations.command::<$door_request, $door_answer>($door);)*
            $(declarations.command::<$request, $answer>(Op::$op.name());)*
        }
    };
}

commands! {
    door {
        "book_state" book::state: Nothing => book::BookState;
        "book_create" book::create: book::NewBookDraft => book::BookMade;
        "book_demo" demo::make: demo::DemoDraft => book::BookMade;
        "book_switch" book::switch: book::SwitchBook => book::BookState;
        "book_open" book::open: book::OpenBook => book::Session;
        "book_recover" book::recover: book::RecoverBook => book::Session;
        "book_close" book::close: Nothing => book::BookState;
        "book_restore" book::restore: book::RestoreBook => book::BookState;
        "book_rescue" book::rescue: book::OpenBook => book::BookRescued;
        "folder_check" folder::check: folder::FolderCheck => folder::FolderChecked;
    }
    inside {
        SessionGet book::session: Nothing => book::Session;
        SettingsGet book::settings: Nothing => book::Settings;
        SettingsChange book::change_settings: book::Settings => Done<()>;
        SchoolGet school::get: Nothing => crate::domain::school::School;
        SchoolChange school::change: crate::domain::school::School => Done<()>;
        ProfileGet school::profile: ByYear => crate::domain::report_text::Profile;
        ProfileChange school::change_profile: school::ProfileChange => Done<()>;
        NarrativeGet school::narrative: ByYear => school::NarrativePage;
        NarrativeChange school::change_narrative: school::NarrativeChange => Done<()>;
        AccountList account::list: Nothing => Vec<account::AccountLine>;
        AccountAdd account::add: crate::domain::account::AccountDraft => Done<String>;
        AccountChange account::change: account::AccountChange => Done<()>;
        AccountRemove account::remove: ById => Done<()>;
        AccountHandOn account::hand_on: account::AccountHandOn => book::BookState;
        PasswordChange account::change_password: account::PasswordChange => Done<()>;
        RecoveryGet account::recovery: Nothing => account::Recovery;
        RecoveryCheck account::check_recovery: account::RecoveryCheck => Done<()>;
        RecoveryConfirm account::confirm_recovery: Nothing => Done<()>;
        RecoveryAdd account::add_recovery: account::RecoveryAdd => book::RecoveryKey;
        YearList year::list: Nothing => Vec<crate::domain::year::Year>;
        YearAdd year::add: year::YearDraft => Done<crate::domain::year::Year>;
        YearChange year::change: year::YearChange => Done<()>;
        YearLock year::lock: year::YearLock => Done<()>;
        YearOpen year::open: year::YearOpen => book::Session;
        ClassList class::list: ByYear => Vec<crate::domain::class::ClassLine>;
        ClassAdd class::add: class::ClassDraft => Done<String>;
        ClassChange class::change: class::ClassChange => Done<()>;
        ClassRemove class::remove: ById => Done<()>;
        StudentList student::list: student::StudentQuery => Vec<crate::domain::student::StudentLine>;
        StudentCount student::count: student::StudentQuery => u32;
        StudentGet student::get: ById => crate::domain::student::StudentLine;
        StudentAdd student::add: crate::domain::student::StudentDraft => Done<String>;
        StudentChange student::change: student::StudentChange => Done<()>;
        StudentRemove student::remove: ById => Done<()>;
        DuplicateList duplicate::list: Nothing => Vec<duplicate::DuplicatePair>;
        DuplicateDecide duplicate::decide: duplicate::DuplicateDecision => Done<()>;
        RosterOpen roster::open: roster::RosterOpen => roster::RosterPreview;
        RosterList roster::list: roster::RosterQuery => roster::RosterPage;
        RosterChange roster::change: roster::RosterChange => roster::RosterPreview;
        RosterImport roster::import: roster::ByToken => Done<roster::RosterDone>;
        RosterClose roster::close: roster::ByToken => Nothing;
        RosterRefusedExport roster::refused::export: roster::refused::RosterRefusedExport => report::Exported;
        ActivityKinds activity::kinds: Nothing => Vec<crate::domain::activity::ActivityKind>;
        ActivityList activity::list: activity::ActivityQuery => Vec<activity::ActivityLine>;
        ActivitySummary activity::summary: activity::ActivityQuery => activity::ActivitySummary;
        ActivityGet activity::get: ById => activity::ActivityPage;
        ActivityLatest activity::latest: activity::ActivityLike => Option<crate::domain::activity::ActivityDraft>;
        ActivityAdd activity::add: crate::domain::activity::ActivityDraft => Done<activity::ActivityAdded>;
        ActivityChange activity::change: activity::ActivityChange => Done<activity::ActivityPage>;
        ActivityRemove activity::remove: ById => Done<()>;
        ActivityRestore activity::restore: ById => Done<()>;
        ActivityExport activity::export: activity::ActivityExport => report::Exported;
        KindAdd activity::add_kind: activity::KindDraft => Done<String>;
        TripList trip::list: trip::TripQuery => Vec<trip::TripLine>;
        TripGet trip::get: ById => trip::TripPage;
        TripChange trip::change: trip::TripChange => Done<trip::TripPage>;
        TripMark trip::mark: trip::TripMark => Done<trip::TripPage>;
        TripFinish trip::finish: ById => Done<trip::TripPage>;
        TripApprove trip::approve: ById => Done<trip::TripPage>;
        TripExport trip::export: trip::TripExport => report::Exported;
        CounselList counsel::list: counsel::CounselQuery => Vec<counsel::CounselLine>;
        CounselCount counsel::count: ByYear => counsel::CounselCounts;
        CounselGet counsel::get: ById => counsel::CounselPage;
        CounselAdd counsel::add: crate::domain::counsel::CounselDraft => Done<counsel::CounselPage>;
        CounselChange counsel::change: counsel::CounselChange => Done<counsel::CounselPage>;
        CounselRemove counsel::remove: ById => Done<()>;
        CounselAgenda counsel::agenda: ByYear => Vec<counsel::CounselAppointment>;
        CounselReferralGet counsel::referral: ById => counsel::CounselReferralSlip;
        CounselSealGet counsel_seal::get: Nothing => counsel_seal::CounselSeal;
        CounselSealOpen counsel_seal::open: counsel_seal::CounselPassword => counsel_seal::CounselSeal;
        CounselSealNew counsel_seal::make: counsel_seal::CounselPassword => book::RecoveryKey;
        CounselSealRecover counsel_seal::recover: counsel_seal::CounselSealRecover => counsel_seal::CounselSeal;
        CounselSealClose counsel_seal::close: Nothing => counsel_seal::CounselSeal;
        CounselNoteGet counsel_seal::note: ById => counsel_seal::CounselNote;
        CounselNoteSet counsel_seal::set_note: counsel_seal::CounselNoteSet => Done<()>;
        CounselSlipNew counsel_seal::new_slip: counsel_seal::CounselPassword => book::RecoveryKey;
        CounselHandOn counsel_seal::hand_on: counsel_seal::CounselHandOn => Nothing;
        EvidenceList evidence::list: evidence::EvidenceQuery => Vec<evidence::EvidenceLine>;
        EvidenceAdd evidence::add: evidence::EvidenceDraft => Done<evidence::EvidenceLine>;
        EvidenceRemove evidence::remove: ById => Done<()>;
        EvidenceExport evidence::export: evidence::EvidenceExport => report::Exported;
        PartnerList activity::partners: activity::PartnerQuery => Vec<String>;
        ActList act::list: act::ActQuery => Vec<act::ActLine>;
        ActUndo act::undo: act::ActUndo => Done<act::ActLine>;
        ActRedo act::redo: Nothing => Done<act::ActLine>;
        AuditList audit::list: audit::AuditQuery => audit::AuditPage;
        AuditCheck audit::check: Nothing => audit::AuditCheck;
        AuditExport audit::export: audit::AuditExport => report::Exported;
        FindList find::list: find::FindQuery => Vec<find::FindHit>;
        InstrumentList survey::instruments: Nothing => Vec<survey::InstrumentLine>;
        InstrumentAdd survey::add_instrument: crate::domain::survey::InstrumentDraft => Done<String>;
        InstrumentChange survey::change_instrument: survey::InstrumentChange => Done<String>;
        InstrumentRemove survey::remove_instrument: ById => Done<()>;
        SurveyList survey::list: ByYear => Vec<survey::SurveyLine>;
        SurveyOpen survey::open: survey::SurveyDraft => Done<String>;
        SurveyGet survey::get: survey::BySurvey => survey::SurveyPage;
        SurveyClose survey::close: survey::BySurvey => Done<()>;
        SurveyRemove survey::remove: survey::BySurvey => Done<()>;
        SurveyPreview survey_paper::preview: survey_paper::SurveyPreview => paper::PaperPreview;
        SurveyForms survey_paper::export: survey_paper::SurveyForms => report::Exported;
        SurveySheet survey::sheet: survey::SheetQuery => survey::SurveySheet;
        AnswersChange survey::change_answers: survey::AnswersChange => Done<()>;
        AnswersImport answers::import: answers::AnswersImport => Done<answers::AnswersDone>;
        SurveyScores survey::scores: survey::BySurvey => crate::domain::survey::SurveyScores;
        SurveyResults survey::results: survey::ResultsQuery => crate::domain::survey::SurveyResults;
        SurveyGroups survey::groups: survey::BySurvey => Vec<crate::domain::survey::SurveyGroup>;
        SurveyExport survey_export::export: survey_export::SurveyExport => report::Exported;
        StudentManyChange student_many::change: student_many::StudentManyChange => Done<student_many::StudentManyDone>;
        StudentViewList student_view::list: Nothing => Vec<student_view::StudentView>;
        StudentViewSave student_view::save: student_view::StudentViewDraft => Done<String>;
        StudentViewRemove student_view::remove: ById => Done<()>;
        StudentListExport student_view::export: student_view::StudentListExport => report::Exported;
        LessonOpen lesson::open: lesson::LessonOpen => lesson::LessonPage;
        LessonGet lesson::get: Nothing => Option<lesson::LessonPage>;
        LessonClose lesson::close: Nothing => Nothing;
        LessonReopen lesson::reopen: lesson::ByStudent => lesson::LessonPage;
        LessonForm lesson::form: lesson::ByStudent => lesson::LessonForm;
        LessonSave lesson::save: lesson::LessonSave => Done<()>;
        PasswordCheck account::check_own_password: account::OwnPassword => Nothing;
        OccupationList occupation::list: Nothing => occupation::OccupationPage;
        OccupationAdd occupation::add: crate::domain::occupation::OccupationDraft => Done<String>;
        OccupationChange occupation::change: occupation::OccupationChange => Done<()>;
        OccupationRemove occupation::remove: ById => Done<()>;
        OccupationSuggest occupation::suggest: ById => occupation::Suggestions;
        OccupationPreview occupation_paper::preview: occupation_paper::OccupationPreview => paper::PaperPreview;
        OccupationSheets occupation_paper::export: occupation_paper::OccupationSheets => report::Exported;
        TrainingAdd occupation::add_training: occupation::TrainingDraft => Done<String>;
        TrainingRemove occupation::remove_training: ById => Done<()>;
        AidList aid::list: ById => Vec<crate::domain::aid::AidLine>;
        AidAdd aid::add: aid::AidAdd => Done<String>;
        AidRemove aid::remove: ById => Done<()>;
        RosterImports roster::imports: Nothing => Vec<roster::RosterImportLine>;
        RetentionGet retention::get: Nothing => retention::RetentionPage;
        RetentionChange retention::change: retention::RetentionChange => Done<()>;
        RetentionErase retention::erase: retention::RetentionErase => Done<u32>;
        ConsentList consent::list: super::command::record::RecordQuery => consent::ConsentList;
        ConsentGet consent::get: ById => consent::ConsentPage;
        ConsentAdd consent::add: consent::ConsentAdd => Done<()>;
        ConsentPreview consent_paper::preview: consent_paper::ConsentPreview => paper::PaperPreview;
        ConsentSlips consent_paper::export: consent_paper::ConsentSlips => report::Exported;
        RequestAdd consent::add_request: crate::domain::consent::DataRequest => Done<String>;
        RequestChange consent::change_request: consent::RequestChange => Done<()>;
        RequestEnd consent::end_request: consent::RequestEnd => Done<()>;
        StudentExport consent::export: consent::StudentExport => super::command::report::Exported;
        StudentErase consent::erase: ById => Done<Vec<consent::Mentioned>>;
        TurnGet turn::get: Nothing => turn::TurnPage;
        TurnMake turn::make: turn::TurnMake => Done<turn::TurnDone>;
        RecordGet record::get: ById => record::RecordPage;
        RecordChange record::change: record::RecordChange => Done<record::RecordPage>;
        RecordReview record::review: record::RecordReview => Done<record::RecordPage>;
        RecordList record::list: record::RecordQuery => record::RecordList;
        RecordPreview record_paper::preview: record_paper::RecordPreview => paper::PaperPreview;
        RecordExport record_paper::export: record_paper::RecordExport => report::Exported;
        ClassOverviewGet class_overview::get: class_overview::ClassQuery => class_overview::ClassOverview;
        OutcomeGet outcome::get: outcome::OutcomeAsk => outcome::OutcomePage;
        OutcomeList outcome::list: outcome::OutcomeListAsk => Vec<outcome::OutcomeStudent>;
        OutcomeSet outcome::set: crate::domain::outcome::OutcomeDraft => Done<()>;
        OutcomeCompleted outcome::set_completed: outcome::OutcomeCompleted => Done<()>;
        OutcomeCounting outcome::set_counting: outcome::OutcomeCounting => Done<()>;
        OutcomeCalls outcome::calls: outcome::OutcomeCalls => report::Exported;
        OutcomeImport outcome::import: outcome::OutcomeImport => Done<outcome::OutcomesDone>;
        HandoverGet handover::get: handover::HandoverAsk => handover::HandoverPage;
        HandoverMake handover::make: crate::domain::handover::HandoverDraft => Done<handover::HandoverMade>;
        HandoverReceipt handover::receipt: handover::HandoverReceipt => report::Exported;
        HandoverPublic handover::publish: handover::HandoverPublic => report::Exported;
        HandoverMark handover::mark: handover::HandoverMark => Done<()>;
        HandoverState handover::set_state: handover::HandoverState => Done<()>;
        IssuedList issued::list: ByYear => Vec<issued::IssuedLine>;
        IssuedGet issued::get: ById => issued::IssuedReport;
        ReportIssue issued::issue: issued::ReportIssue => Done<String>;
        IssuedExport issued::export: issued::IssuedExport => report::Exported;
        CheckGet check_page::get: check_page::CheckAsk => check_page::CheckPage;
        CheckPreview check_page::preview: check_page::CheckAsk => paper::PaperPreview;
        CheckExport check_page::export: check_page::CheckExport => report::Exported;
        DocumentList document::list: Nothing => document::DocumentPage;
        DocumentAdd document::add: document::DocumentAdd => Done<String>;
        DocumentChange document::change: document::DocumentChange => Done<()>;
        DocumentRemove document::remove: ById => Done<()>;
        BodyChange document::change_body: document::BodyChange => Done<()>;
        BodyRemove document::remove_body: document::ByCode => Done<()>;
        MeansList means::list: ByYear => means::MeansPage;
        MeansAdd means::add: means::MeansAdd => Done<String>;
        MeansChange means::change: means::MeansChange => Done<()>;
        MeansRemove means::remove: ById => Done<()>;
        TaskList task::list: ByYear => task::TaskPage;
        TaskAdd task::add: task::TaskAdd => Done<String>;
        TaskChange task::change: task::TaskChange => Done<()>;
        TaskRemove task::remove: ById => Done<()>;
        TaskCopy task::copy: task::TaskCopy => Done<task::TasksTaken>;
        TaskImport task::import: task::TaskImport => Done<task::TasksTaken>;
        TaskCalendar task::calendar: task::TaskCalendar => report::Exported;
        RuleSetList rule_set::list: ByYear => Vec<rule_set::RuleSetLine>;
        RuleSetUse rule_set::choose: rule_set::RuleSetUse => Done<()>;
        RuleSetGet rule_set::get: ById => rule_set::RuleSetPage;
        RuleSetCopy rule_set::copy: rule_set::RuleSetCopy => Done<String>;
        RuleSetChange rule_set::change: rule_set::RuleSetChange => Done<()>;
        RuleSetRemove rule_set::remove: ById => Done<()>;
        RuleSetImport rule_set::import: rule_set::RuleSetFile => Done<String>;
        RuleSetExport rule_set::export: rule_set::RuleSetExport => report::Exported;
        CheckExplain rule_set::explain: rule_set::CheckExplain => Done<()>;
        CheckList check::list: ByYear => Vec<crate::domain::compliance::Check>;
        OverviewGet check::overview: ByYear => check::Overview;
        ReportOutline report::outline: report::OutlineQuery => crate::report::outline::Outline;
        ReportExport report::export: report::ReportExport => report::Exported;
        BackupList backup::list: Nothing => Vec<crate::backup::BackupLine>;
        BackupGet backup::get: Nothing => backup::BackupState;
        BackupAdd backup::add: backup::BackupAdd => crate::backup::BackupLine;
        BackupTick backup::tick: Nothing => backup::BackupTicked;
        BackupTry backup::try_out: Nothing => Done<backup::BackupTried>;
        BookCheck book::check: Nothing => book::CheckUp;
        DemoFill demo::fill: demo::DemoFill => Done<()>;
    }
}

/// The interface's `commands.gen.ts`.
pub fn typescript() -> String {
    let mut declarations = Declarations::default();
    declarations.also::<crate::error::Fault>();
    // What a host answers beside the list, while a command is under way.
    declarations.command::<Nothing, crate::progress::Step>("progress");
    declarations.command::<Nothing, ()>("cancel");
    declare(&mut declarations);
    declarations.into_text()
}

fn run<Q: DeserializeOwned, A: Serialize>(
    desk: &mut Desk,
    name: &str,
    request: Value,
    act: impl FnOnce(&mut Desk, Q) -> Result<A>,
) -> Result<Value> {
    let request = if request.is_null() {
        Value::Object(Default::default())
    } else {
        request
    };
    let request = serde_json::from_value(request).map_err(|error| {
        // serde names fields and types; values are cut off, they may be personal.
        let shown = error.to_string();
        let place = shown.split(':').next().unwrap_or_default();
        let place = if shown.starts_with("missing field") || shown.starts_with("unknown field") {
            shown.as_str()
        } else {
            place
        };
        Error::Call(
            Problem::new("", "call.bad_request")
                .with("name", name)
                .with("where", place),
        )
    })?;
    let answer = act(desk, request)?;
    serde_json::to_value(answer).map_err(|_| Error::Bug(format!("answer of {name}")))
}

fn described<Q: JsonSchema, A: JsonSchema>(
    name: &str,
    roles: &[crate::domain::role::Role],
) -> Described {
    let schema = |schema: schemars::Schema| schema.to_value();
    Described {
        name: name.to_owned(),
        roles: roles.iter().map(|role| role.code().to_owned()).collect(),
        request: schema(schemars::schema_for!(Q)),
        answer: schema(schemars::schema_for!(A)),
    }
}
