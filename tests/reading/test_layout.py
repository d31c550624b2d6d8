"""What extractors write through a Composer, and the spans that it notes."""

from assistant.reading.layout import CellText, Composer, Extracted, Grid, GridCell, Layout, Mark, MarkKind


def texts(extracted: Extracted) -> list[tuple[int, int, str]]:
    """Row, column and text of each cell of the first grid."""
    return [(c.row, c.column, extracted.text[c.start : c.end]) for c in extracted.layout.grids[0].cells]


def test_nothing_written() -> None:
    assert Composer().finish() == Extracted("", Layout())


def test_lines_and_their_marks() -> None:
    composer = Composer()
    composer.line("办法", MarkKind.HEADING, 0)
    composer.line("第一条 为了加强管理。")
    composer.line("首页", MarkKind.FURNITURE, detail="navigation")
    extracted = composer.finish()
    assert extracted.text == "办法\n第一条 为了加强管理。\n首页\n"
    assert extracted.layout.marks == (
        Mark(MarkKind.HEADING, 0, 2, 0),
        Mark(MarkKind.FURNITURE, 15, 17, 0, "navigation"),
    )


def test_offsets_count_code_points() -> None:
    composer = Composer()
    composer.line("𠮷字")
    composer.line("甲", MarkKind.NOTE)
    assert composer.finish().layout.marks == (Mark(MarkKind.NOTE, 3, 4),)


def test_pages_begin_where_the_next_line_does() -> None:
    composer = Composer()
    composer.page()
    composer.line("一页")
    composer.page()
    composer.line("二页")
    assert composer.finish().layout.pages == (0, 3)


def test_a_row_is_a_line_with_bars_between_filled_cells() -> None:
    composer = Composer()
    composer.line("表")
    composer.grid([[CellText("甲", header=True), CellText("乙")], [CellText(""), CellText("1\n2")]], "题")
    extracted = composer.finish()
    assert extracted.text == "表\n甲 | 乙\n1\n2\n"
    assert extracted.layout.grids == (
        Grid(
            2,
            11,
            (
                GridCell(0, 0, 2, 3, header=True),
                GridCell(0, 1, 6, 7),
                GridCell(1, 0, 8, 8),
                GridCell(1, 1, 8, 11),
            ),
            "题",
        ),
    )


def test_cells_take_the_slots_that_merged_cells_leave() -> None:
    composer = Composer()
    rows = [
        [CellText("类", rows=2), CellText("值", columns=2), CellText("注", rows=2)],
        [CellText("甲"), CellText("乙")],
        [CellText("1"), CellText("2"), CellText("3"), CellText("4")],
    ]
    composer.grid(rows)
    extracted = composer.finish()
    assert extracted.text == "类 | 值 | 注\n甲 | 乙\n1 | 2 | 3 | 4\n"
    assert texts(extracted) == [
        (0, 0, "类"), (0, 1, "值"), (0, 3, "注"), (1, 1, "甲"), (1, 2, "乙"),
        (2, 0, "1"), (2, 1, "2"), (2, 2, "3"), (2, 3, "4"),
    ]  # fmt: skip


def test_claims_beyond_the_table_are_cut() -> None:
    composer = Composer()
    composer.grid([[CellText("甲", rows=65534, columns=5000), CellText("乙", rows=0, columns=-1)], [CellText("丙")]])
    cells = composer.finish().layout.grids[0].cells
    assert [(c.row, c.column, c.rows, c.columns) for c in cells] == [(0, 0, 2, 100), (0, 100, 1, 1), (1, 100, 1, 1)]


def test_rows_without_text_write_no_line_and_an_empty_table_no_grid() -> None:
    composer = Composer()
    composer.grid([[CellText("甲")], [CellText("")], [], [CellText("乙")]])
    composer.grid([[CellText(""), CellText("")]])
    extracted = composer.finish()
    assert extracted.text == "甲\n乙\n"
    assert [(grid.start, grid.end) for grid in extracted.layout.grids] == [(0, 3)]
    assert texts(extracted) == [(0, 0, "甲"), (1, 0, ""), (3, 0, "乙")]
