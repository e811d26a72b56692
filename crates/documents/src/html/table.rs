//! Tables: wide ones become cards on a phone. The roles stand there for that, since a table that is laid out as
//! something else is none to a screen reader.

use maud::{Markup, html};

use super::runs;
use crate::{Align, Cell, Column, Table};

/// So many columns fit a phone.
const NARROW: usize = 3;

pub(super) fn write(table: &Table) -> Markup {
    let wide = table.columns.len() > NARROW;
    let all: u16 = table.columns.iter().map(|column| column.share).sum::<u16>().max(1);
    html! {
        div class="table" {
            table role="table" class=[wide.then_some("wide")] {
                caption { (&*table.caption) }
                colgroup {
                    @for column in &table.columns {
                        col style={ "width:" (u32::from(column.share) * 100 / u32::from(all)) "%" };
                    }
                }
                thead role="rowgroup" {
                    tr role="row" {
                        @for column in &table.columns {
                            th role="columnheader" scope="col" class=[end(column)] { (&*column.head) }
                        }
                    }
                }
                tbody role="rowgroup" {
                    @for row in &table.rows {
                        tr role="row" {
                            @for (nth, (cell, column)) in row.iter().zip(&table.columns).enumerate() {
                                @if nth == 0 {
                                    th role="rowheader" scope="row" data-label=(&*column.head) class=[end(column)] {
                                        (content(cell))
                                    }
                                } @else {
                                    td role="cell" data-label=(&*column.head) class=[end(column)] {
                                        (content(cell))
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn end(column: &Column) -> Option<&'static str> {
    (column.align == Align::End).then_some("end")
}

fn content(cell: &Cell) -> Markup {
    match cell.0.as_slice() {
        [] => html! {},
        [one] => html! { div { (runs(one)) } },
        several => html! { ul { @for line in several { li { (runs(line)) } } } },
    }
}
