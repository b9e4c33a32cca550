import type { ReactNode } from "react";

/** Actions at the left, what shapes the list at the right; wraps, never scrolls. */
export function CommandBar({ children, end }: { children?: ReactNode; end?: ReactNode }) {
  return (
    <div data-chrome className="flex flex-wrap items-center gap-2">
      {children}
      {end && <div className="flex flex-wrap items-center gap-2 max-sm:w-full sm:ms-auto sm:justify-end">{end}</div>}
    </div>
  );
}
