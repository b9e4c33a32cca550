import type { ReactNode } from "react";

export type Definition = { label: ReactNode; value: ReactNode; key?: string };

/** Label and value, beside each other where there is room; an empty value is a dash. */
export function DefinitionList({ items }: { items: readonly Definition[] }) {
  return (
    <dl className="grid grid-cols-1 gap-x-4 gap-y-2 sm:grid-cols-[minmax(8rem,12rem)_1fr]">
      {items.map(({ key, label, value }, position) => (
        <div key={key ?? position} className="contents">
          <dt className="text-muted max-sm:-mb-2">{label}</dt>
          <dd className="min-w-0 wrap-break-word">
            {value === null || value === undefined || value === "" ? "–" : value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
