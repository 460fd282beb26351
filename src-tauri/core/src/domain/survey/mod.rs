//! Interest surveys: what is asked, what an answer may be, and what the answers add up to.

pub mod answers;
pub mod figures;
pub mod instrument;
pub mod question;
pub mod score;
pub mod tally;

pub use answers::{check_answers, given, is_complete, read_answer};
pub use figures::{
    ClassFigures, ClassSize, ItemFigures, Leading, ScaleFigures, SurveyGroup, SurveyResults,
    SurveyScores, group, item_figures, results, scores,
};
pub use instrument::{AnswerRange, Instrument, InstrumentDraft, Item, Scale, shipped};
pub use question::{Question, QuestionKind, Replies, Reply, ShownIf, check_replies, is_answered};
pub use score::{Response, ScaleScore, SurveyResponseScore, score};
pub use tally::{OptionFigures, QuestionFigures, tally};
