import clsx from "clsx";
import type { ReactNode } from "react";

/**
 * The content of a page under the top bar. `isFilled`: exactly as high as the window, so that a DataGrid scrolls inside
 * and its header and pager stay in sight (from 640 px on).
 */
export function Page({ isFilled, children }: { isFilled?: boolean; children: ReactNode }) {
  return (
    <div
      className={clsx(
        "flex flex-col gap-3 px-4 py-4 md:px-6",
        isFilled && "sm:h-[calc(100dvh-48px)] sm:min-h-100 print:h-auto",
      )}
    >
      {children}
    </div>
  );
}
