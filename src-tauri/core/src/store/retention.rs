//! Pupils who are no longer here.

use crate::error::Result;
use crate::kernel::Date;
use crate::store::unit::Reading;

/// A pupil whose newest year says that they left, or that was over when they were no longer listed.
#[derive(Debug, Clone)]
pub struct Leaver {
    pub student: String,
    pub name: String,
    pub class: String,
    pub year: String,
    pub year_ends_on: Date,
    pub status: String,
}

/// Those who left and whose data are still here, the longest gone first. A pupil who still studies
/// in the newest year that they are listed in has left when the book has a later year without them.
pub fn leavers(r: &Reading<'_>) -> Result<Vec<Leaver>> {
    r.rows(
        "SELECT s.id, s.name, c.name, e.year, y.ends_on, e.status
         FROM enrolment e
         JOIN student s ON s.id = e.student_id AND s.deleted_at IS NULL
         JOIN class c ON c.id = e.class_id
         JOIN school_year y ON y.year = e.year
         WHERE e.deleted_at IS NULL
           AND e.year = (SELECT max(l.year) FROM enrolment l
                         WHERE l.student_id = e.student_id AND l.deleted_at IS NULL)
           AND (e.status <> 'studying' OR e.year < (SELECT max(year) FROM school_year))
           AND NOT EXISTS (SELECT 1 FROM erased x WHERE x.student_id = s.id)
         ORDER BY e.year, c.sort_key, s.sort_key, s.id",
        [],
        |row| {
            Ok(Leaver {
                student: row.get(0)?,
                name: row.get(1)?,
                class: row.get(2)?,
                year: row.get(3)?,
                year_ends_on: super::day(row, 4)?,
                status: row.get(5)?,
            })
        },
    )
}
