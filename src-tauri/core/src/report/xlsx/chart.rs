//! Charts of the workbook: drawn by the spreadsheet itself from the cells of a table, so they follow
//! when a figure is corrected there.

use rust_xlsxwriter::{
    Chart as FileChart, ChartDataLabel, ChartFont, ChartFormat, ChartLine, ChartRange,
    ChartSolidFill,
};

use super::plan::{Site, count};
use crate::report::outline::{Chart, Series, Table};

/// The violet of the register; in grey print it stays dark enough.
const INK: &str = "#46349B";

/// The chart as the file holds it, so many pixels wide and high.
pub fn made(chart: &Chart, table: &Table, site: &Site, size: (f64, f64)) -> Option<FileChart> {
    let (labels, values) = ranges(chart, table, site)?;
    let mut small = ChartFont::new();
    small.set_name("Times New Roman").set_size(10);
    let mut heading = ChartFont::new();
    heading.set_name("Times New Roman").set_size(12).set_bold();
    let mut drawn = FileChart::new_column();
    drawn
        .add_series()
        .set_name(&chart.title)
        .set_categories(&labels)
        .set_values(&values)
        .set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(INK)))
        .set_gap(60)
        .set_data_label(ChartDataLabel::new().show_value().set_font(&small));
    drawn.title().set_name(&chart.title).set_font(&heading);
    drawn.legend().set_hidden();
    drawn.x_axis().set_font(&small);
    // Every bar carries its value: neither a scale nor lines are needed.
    drawn.y_axis().set_hidden(true).set_major_gridlines(false);
    drawn
        .chart_area()
        .set_format(ChartFormat::new().set_border(ChartLine::new().set_hidden(true)));
    drawn.set_width(size.0.round() as u32);
    drawn.set_height(size.1.round() as u32);
    drawn.set_alt_text(&chart.title);
    Some(drawn)
}

/// Where the names of the bars and their values stand.
fn ranges(chart: &Chart, table: &Table, site: &Site) -> Option<(ChartRange, ChartRange)> {
    let column = |at: usize| site.columns.get(at).map(|(first, _)| *first);
    let range = |from: (u32, u16), to: (u32, u16)| {
        ChartRange::new_from_range(site.sheet_name(), from.0, from.1, to.0, to.1)
    };
    let rows = table.rows.len();
    match chart.series {
        Series::Down { labels, values } => {
            // Totals are no bars.
            let last = site.first + count(rows.checked_sub(table.strong.len() + 1)?);
            let of = |at: usize| Some(range((site.first, column(at)?), (last, column(at)?)));
            Some((of(labels)?, of(values)?))
        }
        Series::Across { first, last } => {
            let total = site.first + count(rows.checked_sub(1)?);
            let of = |row: u32| Some(range((row, column(first)?), (row, column(last)?)));
            Some((of(site.heading)?, of(total)?))
        }
    }
}
