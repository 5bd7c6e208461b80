'use client'

import {
  type ColumnDef,
  columnVisibilityFeature,
  FlexRender,
  type Header,
  metaHelper,
  type RowData,
  type Row as TableRow,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { type KeyboardEvent, type MouseEvent, memo, type ReactNode, useSyncExternalStore } from 'react'

export const dataTableFeatures = tableFeatures({
  columnVisibilityFeature,
  // What stands on the cell costs no element inside it.
  columnMeta: metaHelper<{ className?: string }>(),
})

/** As many rows as a common screen shows; the others are drawn once the page is awake. */
const FIRST_ROWS = 14

export type DataTableFeatures = typeof dataTableFeatures

export interface RowGroup<Row> {
  id: string
  /** A line of its own above the group's rows. */
  heading?: ReactNode
  rows: Row[]
}

interface DataTableProps<Row extends RowData> {
  caption: string
  /** Names the region that scrolls sideways. */
  label: string
  // biome-ignore lint/suspicious/noExplicitAny: a column's value type differs from column to column.
  columns: ColumnDef<DataTableFeatures, Row, any>[]
  groups: RowGroup<Row>[]
  rowId: (row: Row) => string
  hiddenColumns: string[]
  /** The column whose cell heads the row for a screen reader. */
  rowHeader: string
  dense: boolean
  busy: boolean
  selectedId: string | null
  /** Drawn in the header cell instead of the plain name, such as a sort button. */
  header: (column: string) => { content: ReactNode; sort?: 'ascending' | 'descending' }
  onOpen: (row: Row) => void
  /** Stands under the rows, and does not scroll sideways with them. */
  children?: ReactNode
}

const INTERACTIVE = 'a, button, input, select, summary, label'

/** A native table in a labelled region that scrolls by itself; a click on a row opens it, unless text is being selected. */
export function DataTable<Row extends RowData>({
  caption,
  label,
  columns,
  groups,
  rowId,
  hiddenColumns,
  rowHeader,
  dense,
  busy,
  selectedId,
  header,
  onOpen,
  children,
}: DataTableProps<Row>) {
  const table = useTable({
    features: dataTableFeatures,
    columns,
    data: groups.flatMap((group) => group.rows),
    getRowId: rowId,
    // What a person has written into a cookie hides no row's own link.
    state: { columnVisibility: { ...Object.fromEntries(hiddenColumns.map((id) => [id, false])), [rowHeader]: true } },
  })

  const drawn = useSyncExternalStore(neverChanges, allRows, firstRows)

  function moveAlongRows(event: KeyboardEvent<HTMLTableSectionElement>) {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    const rows = event.currentTarget.closest('[data-rows]')
    if (rows) focusRowLink(rows, step)
  }

  // On the body, not on each of its cells: the page is smaller by a quarter. Isolated, one row is painted alone.
  const cells = `[&>tr>*]:border-line [&>tr>*]:border-b [&>tr>*]:whitespace-nowrap [&>tr>*]:px-2.5 [&>[data-row]]:isolate [&>[data-row]]:cursor-pointer [&>[data-row]:hover]:bg-hover [&>[data-row]:focus-within]:bg-accent-soft ${dense ? '[&>tr>*]:py-0.5' : '[&>tr>*]:py-1.5'}`
  const shownColumns = table
    .getVisibleLeafColumns()
    .map(({ id }) => id)
    .join()
  const drawnRows = table.getRowModel().rows.slice(0, drawn)
  const firstOf = groups.map((_, index) => groups.slice(0, index).reduce((sum, { rows }) => sum + rows.length, 0))
  return (
    // The padding keeps a row that is scrolled to clear of the header, which stands above it.
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
      tabIndex={0}
      className="min-h-64 flex-1 scroll-pt-9 overflow-auto bg-surface sm:min-h-36"
    >
      <table data-rows className="w-full border-separate border-spacing-0 text-[0.8125rem]" aria-busy={busy}>
        <caption className="sr-only">{caption}</caption>
        <thead className="sticky top-0 z-10 bg-sunken text-ink-soft text-xs">
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((item: Header<DataTableFeatures, Row, unknown>) => {
                const { content, sort } = header(item.column.id)
                return (
                  <th
                    key={item.id}
                    scope="col"
                    aria-sort={sort}
                    className="whitespace-nowrap border-line border-b px-2.5 py-1 text-left font-medium"
                  >
                    {content}
                  </th>
                )
              })}
            </tr>
          ))}
        </thead>
        {groups.map(({ id, heading, rows }, index) => (
          <tbody key={id} className={cells} onKeyDown={moveAlongRows}>
            {heading !== undefined && (
              <tr>
                <th
                  scope="rowgroup"
                  colSpan={table.getVisibleLeafColumns().length}
                  className="bg-sunken text-left font-semibold text-ink-soft text-xs"
                >
                  <span className="sticky left-2.5">{heading}</span>
                </th>
              </tr>
            )}
            {drawnRows.slice(firstOf[index], (firstOf[index] ?? 0) + rows.length).map((row) => (
              <DataRow
                key={row.id}
                row={row}
                columns={shownColumns}
                rowHeader={rowHeader}
                isSelected={row.id === selectedId}
                onOpen={onOpen}
              />
            ))}
          </tbody>
        ))}
      </table>
      {children && <div className="sticky left-0">{children}</div>}
    </section>
  )
}

interface DataRowProps<Row extends RowData> {
  row: TableRow<DataTableFeatures, Row>
  /** The ids of those that are shown: with others, a row has other cells. */
  columns: string
  rowHeader: string
  isSelected: boolean
  onOpen: (row: Row) => void
}

function PlainRow<Row extends RowData>({ row, rowHeader, isSelected, onOpen }: DataRowProps<Row>) {
  function openUnlessSelecting(event: MouseEvent) {
    if (event.target instanceof Element && event.target.closest(INTERACTIVE)) return
    // The second press of a double click on what was closed above it; or one that is meant for a tab, or for a selection.
    if (event.detail > 1 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    if (window.getSelection()?.toString()) return
    onOpen(row.original)
  }

  return (
    <tr data-row={row.id} className={isSelected ? 'bg-accent-soft' : undefined} onClick={openUnlessSelecting}>
      {row.getVisibleCells().map((cell) =>
        cell.column.id === rowHeader ? (
          <th key={cell.id} scope="row" className="text-left font-normal">
            <FlexRender cell={cell} />
          </th>
        ) : (
          <td key={cell.id} className={cell.column.columnDef.meta?.className}>
            <FlexRender cell={cell} />
          </td>
        ),
      )}
    </tr>
  )
}

/** Drawn again only where what it shows is another: most rows of a refresh are those that stood there before. */
const DataRow = memo(
  PlainRow,
  (before, after) =>
    before.row.original === after.row.original &&
    before.row.id === after.row.id &&
    before.columns === after.columns &&
    before.rowHeader === after.rowHeader &&
    before.isSelected === after.isSelected &&
    before.onOpen === after.onOpen,
  // Safe: memo keeps the function's own signature, which its type forgets.
) as typeof PlainRow

const neverChanges = () => () => {}
const allRows = () => Number.POSITIVE_INFINITY
const firstRows = () => FIRST_ROWS

/** Moves the focus by rows, from link to link; from outside the rows to the first. */
export function focusRowLink(body: Element, step: 1 | -1) {
  const rows = [...body.querySelectorAll('[data-row]')]
  const at = rows.findIndex((row) => row.contains(document.activeElement))
  const next = rows[at === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step))]
  next?.querySelector<HTMLElement>('a[data-row-link]')?.focus()
}
