import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { Code } from "./marks";

type Props = { caption: string; columns: readonly [string, string]; children: ReactNode };

/** Two columns; on a narrow screen the second stands under the first. */
export function GuideTable({ caption, columns, children }: Props) {
  return (
    <table className="w-full border-collapse border border-line bg-surface">
      <caption className="sr-only">{caption}</caption>
      <thead className="max-sm:sr-only">
        <tr className="border-b border-line text-muted">
          {columns.map((column) => (
            <th key={column} scope="col" className="px-3 py-1.5 text-start font-semibold">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

type RowProps = { head: ReactNode; isChosen?: boolean; children: ReactNode };

export function GuideTableRow({ head, isChosen, children }: RowProps) {
  const look = isChosen ? "bg-selected" : "";
  return (
    <tr className={`border-b border-line align-top last:border-b-0 max-sm:flex max-sm:flex-col ${look}`}>
      <th scope="row" className="px-3 py-2 text-start font-normal max-sm:pb-0">
        {head}
      </th>
      <td className="px-3 py-2">{children}</td>
    </tr>
  );
}

/** A name that is copied as it is. */
export function CopyableCode({ value, copy }: { value: string; copy: string }) {
  return (
    <span className="flex max-w-full items-center gap-1">
      <Code>{value}</Code>
      <span className="print:hidden">
        <CopyButton value={value} label={`${copy}: ${value}`} />
      </span>
    </span>
  );
}
