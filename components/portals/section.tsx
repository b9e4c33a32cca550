import type { ReactNode } from "react";

/** A part of a drawer or of the details of a page. */
export function Section({ title, count, children }: { title: string; count?: ReactNode; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-2 pb-6">
      <h3 className="text-lg">
        {title}
        {count !== undefined && <span className="text-base font-normal text-muted"> {count}</span>}
      </h3>
      {children}
    </section>
  );
}
