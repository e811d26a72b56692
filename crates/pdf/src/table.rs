//! Tables: columns by their shares, rows kept whole where a page can hold them, the header again on every page.

use documents::{Align, Cell, Runs, Table};

use crate::{
    flow::{Flow, Mark},
    lines::Line,
    look::{CAPTION, CELL, HEAD, INK, LINE, SIDE, Style, TOP},
    tree::{NodeId, Role, Tree},
};

/// Between a column's edge and its text.
const PAD: f32 = 4.5;
/// Above and under a row's text.
const AIR: f32 = 4.5;
/// From a list's edge to its text.
const INDENT: f32 = 8.0;

/// A line of a cell.
struct CellLine {
    line: Line,
    /// From the column's edge.
    x: f32,
    nodes: Vec<NodeId>,
    /// A mark before the line, where an entry of a list begins.
    mark: bool,
}

/// Columns: left edge and width.
type Columns = Vec<(f32, f32)>;

pub(crate) fn add(flow: &mut Flow<'_>, table: &Table) {
    if table.columns.is_empty() {
        return;
    }
    let columns = columns(table, flow.sheet.room());
    flow.space(12.0);
    let node = flow.tree.add(Tree::ROOT, Role::Table(table.caption.to_string()));
    let head = head(flow, table, &columns, node);
    let rows = flow.tree.add(node, Role::Rows);
    let rows: Vec<Vec<Vec<CellLine>>> =
        table.rows.iter().map(|row| cells(flow, table, row, &columns, rows)).collect();
    let first = rows.first().map_or(0.0, |row| height(row, &CELL)).min(160.0);
    flow.need(CAPTION.leading + 4.0 + height(&head, &HEAD) + first);
    // The caption stands in the structure as the table's summary, and on the page as what it is.
    let caption = flow.tree.add(Tree::ROOT, Role::Paragraph);
    flow.tree.before_last(Tree::ROOT, node);
    flow.text(&Runs::from(&*table.caption), &CAPTION, SIDE, flow.sheet.room(), caption);
    flow.y += 2.0;
    draw(flow, &head, &columns, &HEAD, 0, usize::MAX);
    rule(flow, 0.9);
    for row in rows {
        put(flow, &row, &head, &columns);
    }
    flow.y += 4.0;
}

fn columns(table: &Table, room: f32) -> Columns {
    let all: u16 = table.columns.iter().map(|column| column.share).sum::<u16>().max(1);
    let mut x = SIDE;
    let one = |column: &documents::Column| {
        let width = room * f32::from(column.share) / f32::from(all);
        x += width;
        (x - width, width)
    };
    table.columns.iter().map(one).collect()
}

/// The room for text: at the margins the padding is the margin's.
fn room(nth: usize, columns: &Columns) -> (f32, f32) {
    let (x, width) = columns[nth];
    let left = if nth == 0 { 0.0 } else { PAD };
    let right = if nth + 1 == columns.len() { 0.0 } else { PAD };
    (x + left, width - left - right)
}

fn head(flow: &mut Flow<'_>, table: &Table, columns: &Columns, node: NodeId) -> Vec<Vec<CellLine>> {
    let head = flow.tree.add(node, Role::Head);
    let row = flow.tree.add(head, Role::Row);
    let cells = table.columns.iter().enumerate().map(|(nth, column)| {
        let node = flow.tree.add(row, Role::ColumnHead);
        let text = Runs::from(&*column.head);
        set(flow, &text, &HEAD, room(nth, columns), node, column.align, false)
    });
    cells.collect()
}

fn cells(
    flow: &mut Flow<'_>,
    table: &Table,
    row: &[Cell],
    columns: &Columns,
    rows: NodeId,
) -> Vec<Vec<CellLine>> {
    let node = flow.tree.add(rows, Role::Row);
    let each = row.iter().zip(&table.columns).enumerate().map(|(nth, (cell, column))| {
        let role = if nth == 0 { Role::RowHead } else { Role::Cell };
        let node = flow.tree.add(node, role);
        let style = Style { bold: nth == 0, ..CELL };
        let several = cell.0.len() > 1;
        let mut out = Vec::new();
        for text in &cell.0 {
            let part = if several { flow.tree.add(node, Role::Paragraph) } else { node };
            out.extend(set(flow, text, &style, room(nth, columns), part, column.align, several));
        }
        out
    });
    each.collect()
}

fn set(
    flow: &mut Flow<'_>,
    text: &Runs,
    style: &Style,
    (left, width): (f32, f32),
    node: NodeId,
    align: Align,
    entry: bool,
) -> Vec<CellLine> {
    let indent = if entry { INDENT } else { 0.0 };
    let lines = flow.lines(text, style, width - indent);
    let nodes = flow.nodes(text, node);
    let one = |(nth, line): (usize, Line)| {
        let wide = line.pieces.last().map_or(0.0, |piece| piece.x + piece.width);
        let shift = if align == Align::End { (width - wide).max(0.0) } else { indent };
        CellLine { line, x: left + shift, nodes: nodes.clone(), mark: entry && nth == 0 }
    };
    lines.into_iter().enumerate().map(one).collect()
}

fn height(row: &[Vec<CellLine>], style: &Style) -> f32 {
    let most = row.iter().map(Vec::len).max().unwrap_or(0);
    most as f32 * style.leading + 2.0 * AIR
}

/// A row, whole where some page can hold it, else in slices.
fn put(flow: &mut Flow<'_>, row: &[Vec<CellLine>], head: &[Vec<CellLine>], columns: &Columns) {
    let whole = height(row, &CELL);
    let page = flow.sheet.bottom() - TOP - height(head, &HEAD);
    if whole > flow.left() && (whole <= page * 0.6 || flow.left() < 4.0 * CELL.leading) {
        again(flow, head, columns);
    }
    let most = row.iter().map(Vec::len).max().unwrap_or(0);
    let mut from = 0;
    loop {
        let fits = ((flow.left() - 2.0 * AIR) / CELL.leading).floor().max(1.0) as usize;
        let to = most.min(from + fits);
        draw(flow, row, columns, &CELL, from, to);
        rule(flow, 0.4);
        if to >= most {
            return;
        }
        from = to;
        again(flow, head, columns);
    }
}

/// The header on a new page. A screen reader has heard it: there it is a decoration.
fn again(flow: &mut Flow<'_>, head: &[Vec<CellLine>], columns: &Columns) {
    flow.new_page();
    let silent: Vec<Vec<CellLine>> = head
        .iter()
        .map(|cell| {
            let line = |one: &CellLine| CellLine { line: one.line.clone(), nodes: Vec::new(), ..*one };
            cell.iter().map(line).collect()
        })
        .collect();
    draw(flow, &silent, columns, &HEAD, 0, usize::MAX);
    rule(flow, 0.9);
}

fn draw(
    flow: &mut Flow<'_>,
    row: &[Vec<CellLine>],
    columns: &Columns,
    style: &Style,
    from: usize,
    to: usize,
) {
    let top = flow.y + AIR;
    // The header's text stands on its rule; a cell's hangs from the row's.
    let most = row.iter().map(Vec::len).max().unwrap_or(0);
    let mut tallest = 0;
    for (nth, cell) in row.iter().enumerate() {
        let sink = if *style == HEAD { most - cell.len() } else { 0 };
        for (at, one) in cell.iter().enumerate().skip(from).take(to.saturating_sub(from)) {
            let y = top + (at - from + sink) as f32 * style.leading;
            if one.mark {
                let size = 2.2;
                let y = y + (style.leading - size) / 2.0;
                flow.mark(Mark::Fill {
                    x: room(nth, columns).0,
                    y,
                    width: size,
                    height: size,
                    colour: style.colour,
                });
            }
            flow.line(one.line.clone(), one.x, y, style, &one.nodes);
            tallest = tallest.max(at - from + 1 + sink);
        }
    }
    flow.y = top + tallest as f32 * style.leading + AIR;
}

fn rule(flow: &mut Flow<'_>, thick: f32) {
    flow.rule(SIDE, flow.sheet.room(), thick, if thick > 0.5 { INK } else { LINE });
}
